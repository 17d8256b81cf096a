public import CalibraxModel
import Glibc

/// Judges values by what the noise of earlier ones lets expect.
///
/// The level is the median since the last shift (``ShiftDetector``) or since a level was accepted; the noise is what values
/// without spikes deviate from their levels by. A value is beyond what is expected where a prediction interval of Student's
/// t ends (Meeker, Hahn and Escobar, Statistical Intervals, 2017, chapter 4) and the change exceeds what is allowed. It
/// takes most of the contenders, and as many as the policy demands, to call that a regression.
public struct HistoryGate: Sendable {
  /// What is demanded.
  public var policy = GatePolicy()
  /// Which way the metric improves.
  public var direction = Direction.lower
  /// The place in the history of a value that was accepted as the level; earlier ones tell of noise only.
  public var acceptedPlace: Int?

  /// How often a single value of unchanged code is beyond.
  private static let screening = 0.05

  /// A gate to be set up.
  public init() {}

  /// Judges values of one code.
  ///
  /// - Parameters:
  ///   - contenders: Finite numbers in the metric's unit, at least one: each of a run.
  ///   - history: Finite numbers: those of earlier runs, oldest first.
  /// - Returns: A verdict without the names of point and metric.
  public func judge(_ contenders: [Double], history: [Double]) -> MetricVerdict {
    var verdict = MetricVerdict()
    verdict.method = .history
    verdict.direction = direction
    verdict.currentValue = contenders.median
    verdict.evidence.threshold = policy.threshold
    verdict.evidence.count = history.count
    verdict.evidence.contenders = contenders
    guard !history.isEmpty else {
      verdict.verdict = .new
      return verdict
    }
    let level = ExpectedLevel(history.suffix(policy.mostRuns), total: history.count, contenders, acceptedPlace)
    verdict.baselineValue = level.value
    verdict.deltaPct = relativeChange(level.value, contenders.median).map { $0 * 100 }
    verdict.evidence.levelCount = level.count
    guard history.count >= policy.leastRuns, level.count >= Segment.leastCount || acceptedPlace != nil else {
      verdict.verdict = .insufficient
      verdict.evidence.reason =
        history.count < policy.leastRuns
        ? "\(history.count) earlier runs, and \(policy.leastRuns) are needed"
        : "\(level.count) runs since the level shifted, and \(Segment.leastCount) are needed"
      return verdict
    }
    describe(&verdict, contenders, level)
    verdict.verdict = call(contenders, level, pValue: verdict.evidence.pValue ?? 1)
    if verdict.verdict == .unconfirmed {
      verdict.evidence.confirmationsNeeded = 1 + policy.confirmations - contenders.count
    }
    return verdict
  }

  private var sign: Double { direction == .higher ? -1 : 1 }

  private func describe(_ verdict: inout MetricVerdict, _ contenders: [Double], _ level: ExpectedLevel) {
    let planned = max(contenders.count, 1 + policy.confirmations)
    verdict.evidence.noise = level.relative(level.noise)
    verdict.evidence.bound =
      level.value(
        at: sign * level.reach(of: 1, probability: 2 * policy.level)
      ).clampedToFinite
    verdict.evidence.detectable = level.relative(level.reach(of: planned, probability: 2 * policy.level))
    verdict.evidence.pValue = pValue(contenders.median, of: contenders.count, level, sign)
    let (distance, reach) = (level.distance(contenders.median), level.reach(of: contenders.count, probability: 0.05))
    verdict.evidence.effectLower = level.signedRelative(distance - reach)
    verdict.evidence.effectUpper = level.signedRelative(distance + reach)
  }

  /// How probable a value so far on the side of a sign would be; it is the median of some contenders.
  private func pValue(_ value: Double, of count: Int, _ level: ExpectedLevel, _ sign: Double) -> Double {
    let distance = sign * level.distance(value)
    let error = level.error(of: count)
    guard error > 0 else { return distance > 0 ? 0 : 1 }
    let tail = StudentDistribution.twoSided(distance / error, freedom: level.freedom) / 2
    return distance > 0 ? tail : 1 - tail
  }

  private func call(_ contenders: [Double], _ level: ExpectedLevel, pValue: Double) -> Verdict {
    for (sign, verdict) in [(sign, Verdict.regressed), (-sign, .improved)] {
      let beyond = contenders.count { value in
        sign * level.relativeChange(to: value) > policy.threshold
          && self.pValue(value, of: 1, level, sign) < Self.screening
      }
      guard 2 * beyond > contenders.count else { continue }
      if contenders.count <= policy.confirmations {
        if verdict == .regressed { return .unconfirmed }
        continue
      }
      let isLarge = sign * level.relativeChange(to: contenders.median) > policy.threshold
      if isLarge, self.pValue(contenders.median, of: contenders.count, level, sign) < policy.level { return verdict }
    }
    let detectable = level.relative(
      level.reach(of: max(contenders.count, 1 + policy.confirmations), probability: 2 * policy.level))
    return detectable > policy.threshold ? .noisy : .pass
  }
}
