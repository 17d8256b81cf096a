import CalibraxModel
import Glibc

/// What is said of the shifts of a series: levels before and after, effect with its confidence, probability.
struct ShiftDescription {
  private let values: [Double]
  private let series: LevelSeries
  private let segments: [Segment]
  private let test: ShiftTest

  /// How many values beside a shift its effect is estimated from, at most.
  private static let nearest = 50

  /// - Parameters:
  ///   - values: The whole series.
  ///   - series: The same on the scale of levels.
  ///   - shifts: The places of the first values after shifts, ascending.
  init(_ values: [Double], _ series: LevelSeries, shifts: [Int]) {
    self.values = values
    self.series = series
    segments = zip([0] + shifts, shifts + [values.count]).map { Segment(series.values, $0..<$1) }
    test = ShiftTest(segments)
  }

  /// The change points, in order.
  var changePoints: [ChangePoint] {
    zip(segments, segments.dropFirst()).map { left, right in
      var point = ChangePoint()
      point.index = right.places.lowerBound
      (point.before, point.after) = (Array(values[left.places]).median, Array(values[right.places]).median)
      (point.countBefore, point.countAfter) = (left.places.count, right.places.count)
      let (t, freedom) = test.statistic(left, right)
      point.pValue = freedom > 0 ? StudentDistribution.twoSided(t, freedom: freedom) : 1
      guard let effect = relativeChange(point.before, point.after) else { return point }
      point.effect = effect
      let interval = interval(left, right, before: point.before)
      point.effectLower = interval.lower.isFinite ? min(effect, interval.lower) : nil
      point.effectUpper = interval.upper.isFinite ? max(effect, interval.upper) : nil
      return point
    }
  }

  private func interval(_ left: Segment, _ right: Segment, before: Double) -> (lower: Double, upper: Double) {
    let rho = test.autocorrelation
    let scale: [Double] = series.isLogarithmic ? series.values : values
    let difference = DifferenceInterval(
      Array(scale[left.places.suffix(Self.nearest)]), Array(scale[right.places.prefix(Self.nearest)]),
      inflation: (1 + rho) / (1 - rho))
    if series.isLogarithmic { return (expm1(difference.lower), expm1(difference.upper)) }
    return (difference.lower / abs(before), difference.upper / abs(before))
  }
}

/// (after - before) / |before|; `nil` where before is 0 or the change too large for a number.
func relativeChange(_ before: Double, _ after: Double) -> Double? {
  let change = (after - before) / abs(before)
  return change.isFinite ? change : nil
}
