public import CalibraxModel

/// Judges runs of two codes that were made in turns, so that what drifts on the machine meets both alike: the ranks of one
/// value a run must differ (Mann and Whitney), and the median of all differences exceed what is allowed.
public struct PairedGate: Sendable {
  /// What is demanded.
  public var policy = GatePolicy()
  /// Which way the metric improves.
  public var direction = Direction.lower

  /// How many runs each side needs: of fewer the ranks cannot differ enough.
  public static let leastCount = 4
  /// How often ranks differ so much by chance, in either direction.
  private static let level = 0.05

  /// A gate to be set up.
  public init() {}

  /// Judges the runs of two codes.
  ///
  /// - Parameters:
  ///   - contenders: A finite number of each run of the code that is judged, oldest first.
  ///   - base: The same of the code that it is compared with.
  /// - Returns: A verdict without the names of point and metric.
  public func judge(_ contenders: [Double], base: [Double]) -> MetricVerdict {
    var verdict = MetricVerdict()
    verdict.method = .paired
    verdict.direction = direction
    verdict.evidence.threshold = policy.threshold
    verdict.evidence.count = base.count
    verdict.evidence.contenders = contenders
    guard !base.isEmpty, !contenders.isEmpty else {
      verdict.verdict = base.isEmpty ? .new : .missing
      return verdict
    }
    verdict.baselineValue = base.median
    verdict.currentValue = contenders.median
    verdict.deltaPct = relativeChange(base.median, contenders.median).map { $0 * 100 }
    guard min(base.count, contenders.count) >= Self.leastCount else {
      verdict.verdict = .insufficient
      verdict.evidence.reason =
        "\(base.count) and \(contenders.count) runs, and \(Self.leastCount) of each are needed"
      return verdict
    }
    let change = RelativeDifference(base, contenders)
    let sign: Double = direction == .higher ? -1 : 1
    let ranks = mannWhitneyU(contenders, base)
    let pairs = Double(contenders.count * base.count)
    let isWorse = sign * (ranks.statistic - pairs / 2) > 0
    verdict.evidence.pValue = isWorse ? ranks.pValue / 2 : 1 - ranks.pValue / 2
    verdict.evidence.effectLower = change.lower
    verdict.evidence.effectUpper = change.upper
    let detectable = (change.upper - change.lower) / 2
    verdict.evidence.detectable = detectable
    if abs(change.estimate) > policy.threshold, ranks.pValue < Self.level {
      verdict.verdict = sign * change.estimate > 0 ? .regressed : .improved
    } else {
      verdict.verdict = detectable > policy.threshold ? .noisy : .pass
    }
    return verdict
  }
}
