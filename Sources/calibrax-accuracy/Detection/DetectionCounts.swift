/// How many change points there were, were found and were both.
struct DetectionCounts: Equatable {
  /// How many there were.
  var changePoints = 0
  /// How many were found.
  var found = 0
  /// How many of those found are one that there was.
  var matched = 0
  /// How many values the matched ones lie off, in all.
  var distance = 0

  init() {}

  /// The counts of one series.
  init(of changePoints: [Int], in found: [Int]) {
    let pairs = matches(of: changePoints, in: found)
    self.changePoints = changePoints.count
    self.found = found.count
    matched = pairs.count
    distance = pairs.reduce(0) { $0 + abs($1.found - $1.changePoint) }
  }

  static func + (left: DetectionCounts, right: DetectionCounts) -> DetectionCounts {
    var sum = left
    sum.changePoints += right.changePoints
    sum.found += right.found
    sum.matched += right.matched
    sum.distance += right.distance
    return sum
  }

  /// The share of what was found that is true; `nil` where nothing was found.
  var precision: Double? { share(Double(matched), of: found) }
  /// The share of what is true that was found.
  var recall: Double? { share(Double(matched), of: changePoints) }
  /// The harmonic mean of precision and recall.
  var f1: Double? { share(2 * Double(matched), of: found + changePoints) }
  /// How many values a matched one lies off, on average.
  var locationError: Double? { share(Double(distance), of: matched) }

  private func share(_ part: Double, of whole: Int) -> Double? { whole == 0 ? nil : part / Double(whole) }
}
