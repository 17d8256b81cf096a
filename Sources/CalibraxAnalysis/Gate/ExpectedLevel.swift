import Glibc

/// What earlier values let expect of the next: a level, and noise around it, on the scale of levels.
struct ExpectedLevel {
  /// The level, in the values' unit.
  let value: Double
  /// How many values it rests on.
  let count: Int
  /// The standard deviation of the noise, on the scale of levels.
  let noise: Double
  /// The degrees of freedom of that.
  let freedom: Double
  private let isLogarithmic: Bool
  private let center: Double

  /// - Parameters:
  ///   - recent: The last values of the history, oldest first, at least one.
  ///   - total: How many values the history has.
  ///   - contenders: What it will be compared with: where one is not positive the scale is not logarithmic.
  ///   - acceptedPlace: The place in the history of a value that was accepted as the level.
  init(_ recent: ArraySlice<Double>, total: Int, _ contenders: [Double], _ acceptedPlace: Int?) {
    let recent = Array(recent)
    let offset = total - recent.count
    let accepted = acceptedPlace.map { max(0, $0 - offset) }.map { min($0, recent.count - 1) }
    let shifts = ShiftDetector(recent).shifts.filter { $0 != accepted }
    let bounds = ([0] + shifts + (accepted.map { $0 > 0 ? [$0] : [] } ?? []) + [recent.count]).sorted()
    let series = LevelSeries(recent)
    isLogarithmic = series.isLogarithmic && contenders.allSatisfy { $0 > 0 }
    let values = isLogarithmic ? series.values : SpikeCleaning(recent).values
    let segments = zip(bounds, bounds.dropFirst()).map { Array(values[$0..<$1]) }
    let squares = segments.reduce(0) { sum, segment in
      let median = segment.median
      return sum + segment.reduce(0) { $0 + ($1 - median) * ($1 - median) }
    }
    freedom = Double(max(1, recent.count - segments.count))
    noise = (squares / freedom).squareRoot()
    count = segments[segments.count - 1].count
    value = Array(recent.suffix(count)).median
    center = isLogarithmic ? log(value) : value
  }

  /// How far a value is from the level, on its scale.
  func distance(_ other: Double) -> Double { (isLogarithmic ? log(other) : other) - center }

  /// The standard error of the difference between the median of some values and the level.
  func error(of count: Int) -> Double {
    // The median of three and more varies more than their mean.
    let variance = (count < 3 ? 1 : .pi / 2) / Double(count)
    return noise * (variance + 1 / Double(self.count)).squareRoot()
  }

  /// The distance that the median of some values exceeds, on either side, with a probability.
  func reach(of count: Int, probability: Double) -> Double {
    error(of: count) * StudentDistribution.quantile(twoSided: probability, freedom: freedom)
  }

  /// The value at a distance from the level.
  func value(at distance: Double) -> Double { isLogarithmic ? exp(center + distance) : center + distance }

  /// A distance as a share of the level.
  func signedRelative(_ distance: Double) -> Double {
    (isLogarithmic ? expm1(distance) : distance / abs(center)).clampedToFinite
  }

  /// The size of a distance as a share of the level.
  func relative(_ distance: Double) -> Double { distance == 0 ? 0 : signedRelative(abs(distance)) }

  /// The change to a value as a share of the level; infinite from 0.
  func relativeChange(to other: Double) -> Double {
    let change = other - value
    return change == 0 ? 0 : change / abs(value)
  }
}
