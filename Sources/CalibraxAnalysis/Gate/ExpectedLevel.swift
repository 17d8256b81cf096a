import CalibraxModel
import Glibc

/// What earlier values let expect of the next: a level, and noise around it, on the scale of levels.
struct ExpectedLevel {
  /// The level, in the values' unit.
  let value: Double
  /// How many values it rests on.
  let count: Int
  /// The level before it, in the values' unit; `nil` where it never shifted, or was accepted.
  let previous: Double?
  /// The standard deviation of the noise, on the scale of levels.
  let noise: Double
  /// The degrees of freedom of that.
  let freedom: Double
  /// What each value differs from its level by, on the scale of levels.
  private let deviations: [Double]
  private let isLogarithmic: Bool
  private let center: Double

  /// Of more spikes than one in so many values they are no spikes but a second mode.
  private static let valuesPerSpike = 7

  /// - Parameters:
  ///   - history: Earlier values, oldest first, at least one.
  ///   - contenders: What it will be compared with: where one is not positive the scale is not logarithmic.
  ///   - acceptedPlace: The place in the history of a value that was accepted as the level.
  init(_ history: [Double], _ contenders: [Double], acceptedPlace: Int?) {
    let accepted = acceptedPlace.map { max(0, min($0, history.count - 1)) }
    let shifts = ShiftDetector(history).shifts.filter { $0 > accepted ?? 0 || accepted == nil }
    let bounds = [0] + (accepted.map { $0 > 0 ? [$0] : [] } ?? []) + shifts + [history.count]
    let series = LevelSeries(history)
    isLogarithmic = series.isLogarithmic && contenders.allSatisfy { $0 > 0 }
    let cleaning = isLogarithmic ? nil : SpikeCleaning(history)
    let raw = isLogarithmic ? series.valuesWithSpikes : history
    let spikes = cleaning?.spikes.count ?? series.spikes.count
    let clean = spikes * Self.valuesPerSpike > history.count ? raw : cleaning?.values ?? series.values
    var (squares, deviations) = (0.0, [Double]())
    for (start, end) in zip(bounds, bounds.dropFirst()) {
      let median = Array(clean[start..<end]).median
      squares += clean[start..<end].reduce(0) { $0 + ($1 - median) * ($1 - median) }
      deviations += raw[start..<end].map { $0 - median }
    }
    let start = bounds[bounds.count - 2]
    self.deviations = deviations
    freedom = Double(max(1, history.count - bounds.count + 1))
    noise = (squares / freedom).squareRoot()
    count = history.count - start
    value = Array(history[start...]).median
    previous = start > 0 && start != accepted ? Array(history[bounds[bounds.count - 3]..<start]).median : nil
    center = isLogarithmic ? log(value) : value
  }

  /// How far a value is from the level, on its scale.
  func distance(_ other: Double) -> Double { (isLogarithmic ? log(other) : other) - center }

  /// How many earlier values were at least as far from their level, on the side of a sign.
  func countAsFar(_ distance: Double, _ sign: Double) -> Int {
    deviations.count { sign * $0 >= sign * distance && $0 != 0 }
  }

  /// How many earlier values there are.
  var total: Int { deviations.count }

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

  /// A distance as a share of the level; `nil` where that is 0.
  func signedRelative(_ distance: Double) -> Double? {
    let share = isLogarithmic ? expm1(distance) : distance / abs(center)
    return share.isFinite ? share : nil
  }

  /// The size of a distance as a share of the level.
  func relative(_ distance: Double) -> Double? { signedRelative(abs(distance)) }

  /// The change to a value as a share of the level; infinite from 0.
  func relativeChange(to other: Double) -> Double {
    let change = other - value
    return change == 0 ? 0 : change / abs(value)
  }
}
