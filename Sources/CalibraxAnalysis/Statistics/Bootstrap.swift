public import CalibraxModel

/// A confidence interval of the mean by the bootstrap: the means of so many resamples, each of as many samples drawn with
/// replacement (Efron, Annals of Statistics 7, 1979). The same samples, in the same order, give the same interval on every
/// machine.
public struct Bootstrap: Sendable {
  /// How often the interval covers the mean; 0.95 is 95 %.
  public var confidence = 0.95
  /// How many resamples.
  public var resamples = 1_000
  /// The seed of ``Xoshiro256``, which says what is drawn.
  public var seed: UInt64 = 42
  /// How the interval follows from the means.
  public var method = BootstrapMethod.percentile

  /// The bootstrap with the defaults of the Python calibrax.
  public init() {}

  /// The interval, in the samples' unit. It is the sample itself of one, or where all are equal, and 0 of none.
  public func interval(of samples: [Double]) -> (lower: Double, upper: Double) {
    interval(Moments(samples))
  }

  func interval(_ moments: Moments) -> (lower: Double, upper: Double) {
    guard moments.standardDeviation > 0 else { return (moments.mean, moments.mean) }
    let shifts = shifts(moments.deviations).sorted()
    var (lower, upper) = ((1 - confidence) / 2, (1 + confidence) / 2)
    if method == .bca { (lower, upper) = accelerated(lower, upper, shifts, moments.deviations) }
    func bound(_ probability: Double) -> Double {
      moments.mean + moments.scale * shifts.quantileOfSorted(probability)
    }
    return (bound(lower), bound(upper))
  }

  /// What the means of the resamples differ by from that of the samples.
  private func shifts(_ deviations: [Double]) -> [Double] {
    var generator = Xoshiro256(seed: seed)
    let count = UInt64(deviations.count)
    return deviations.withUnsafeBufferPointer { deviations in
      (0..<resamples).map { _ in
        var sum = 0.0
        for _ in 0..<count { sum += deviations[Int(generator.index(below: count))] }
        return sum / Double(count)
      }
    }
  }

  /// The probabilities whose quantiles bound the interval that is corrected for bias and skewness: BCa (Efron, Journal of
  /// the American Statistical Association 82, 1987), the acceleration by the jackknife.
  private func accelerated(
    _ lower: Double, _ upper: Double, _ shifts: [Double], _ deviations: [Double]
  ) -> (lower: Double, upper: Double) {
    let below = shifts.reduce(0) { $0 + ($1 < 0 ? 1 : $1 == 0 ? 0.5 : 0) } / Double(shifts.count)
    // Where no mean, or every one, is below, as if it were half a mean.
    let half = 0.5 / Double(shifts.count)
    let bias = NormalDistribution.quantile(max(half, min(1 - half, below)))
    let squares = CompensatedSum(deviations.lazy.map { $0 * $0 }).value
    let cubes = CompensatedSum(deviations.lazy.map { $0 * $0 * $0 }).value
    let acceleration = cubes / (6 * squares * squares.squareRoot())
    func adjusted(_ probability: Double) -> Double {
      let shifted = bias + NormalDistribution.quantile(probability)
      let divisor = 1 - acceleration * shifted
      guard divisor > 0 else { return shifted < 0 ? 0 : 1 }
      return NormalDistribution.cumulative(bias + shifted / divisor)
    }
    return (adjusted(lower), adjusted(upper))
  }
}
