import CalibraxJSON
import CalibraxModel

/// Tags of points as parameters of a benchmark of asv: each combination of their values has a place, also one that no
/// point has.
struct AsvParameters {
  let names: [String]
  /// The values of each.
  let values: [[String]]
  /// The place of each point among the combinations.
  let places: [Int]

  /// How many combinations there are.
  var count: Int { values.reduce(1) { $0 * $1.count } }

  /// - Parameter keys: The tags that are a parameter each; `nil` for one parameter of all tags.
  init(_ points: [OrderedMap<String>], keys: [String]?) {
    guard let keys else {
      names = ["tags"]
      values = [points.map(tagText)]
      places = Array(points.indices)
      return
    }
    // A point without the tag has an empty one.
    let numbers = keys.map { key in
      points.reduce(into: OrderedMap<Int>()) { numbers, point in
        let value = point[key] ?? ""
        if numbers[value] == nil { numbers[value] = numbers.count }
      }
    }
    names = keys
    values = numbers.map(\.keys)
    // Of two combinations that follow one another the last parameter differs first.
    places = points.map { point in
      zip(keys, numbers).reduce(0) { $0 * $1.1.count + ($1.1[point[$1.0] ?? ""] ?? 0) }
    }
  }

  /// The tags of points, in the order they came; `nil` where there would be many combinations, and few of them have a
  /// point.
  static func keys(of points: [OrderedMap<String>]) -> [String]? {
    var values = OrderedMap<Set<Spelling>>()
    for key in points.flatMap(\.keys) where values[key] == nil {
      values[key] = Set(points.map { Spelling($0[key] ?? "") })
    }
    let most = max(1_000, 4 * points.count)
    let count = values.reduce(1) { min($0 * $1.value.count, most + 1) }
    return count > most ? nil : values.keys
  }
}
