import CalibraxJSON
import CalibraxModel

/// What tells the points of a run apart, as short as can be: the framework, and where that is not enough the scenario, the
/// point's name and its other tags.
struct PointLabels {
  private let points: [Point]

  init(_ points: [Point]) { self.points = points }

  /// The labels of some of the points, in their order; no two are the same.
  func labels(of places: [Int]) -> [[String]] {
    var labels = places.map { Self.parts(points[$0], level: 0) }
    for level in 1...Self.lastLevel {
      let counts = labels.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      if counts.count == labels.count { return labels }
      for (index, place) in places.enumerated() where counts[labels[index]] ?? 0 > 1 {
        labels[index] = Self.parts(points[place], level: level)
      }
    }
    var seen: [[String]: Int] = [:]
    return labels.map { label in
      seen[label, default: 0] += 1
      return seen[label] == 1 ? label : label + ["\(seen[label] ?? 0)"]
    }
  }

  private static let lastLevel = 3

  private static func parts(_ point: Point, level: Int) -> [String] {
    let framework = point.tags[frameworkTag]
    var parts = [framework ?? point.name]
    if level >= 1, !point.scenario.isEmpty { parts.append(point.scenario) }
    if level >= 2, framework != nil { parts.append(point.name) }
    if level >= 3 {
      var others = point.tags
      others[frameworkTag] = nil
      if !others.isEmpty { parts.append(tagText(others)) }
    }
    return parts
  }

  static let frameworkTag = "framework"
}
