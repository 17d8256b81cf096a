public import CalibraxModel
import Glibc

/// Judges values by what the noise of earlier ones lets expect.
///
/// The level is the median since the last shift (``ShiftDetector``) or since a level was accepted; the noise is what values
/// without spikes deviate from their levels by. A value is beyond what is expected where a prediction interval of Student's
/// t ends (Meeker, Hahn and Escobar, Statistical Intervals, 2017, chapter 4), the change exceeds what is allowed, and few
/// earlier values were as bad. It takes most of the contenders, and as many as the policy demands, to call that a
/// regression.
public struct HistoryGate: Sendable {
  /// What is demanded.
  public var policy = GatePolicy()
  /// Which way the metric improves.
  public var direction = Direction.lower
  /// The place in the history of a value that was accepted as the level; earlier ones tell of noise only.
  public var acceptedPlace: Int?
  /// Whether the history is that of the judged runs' own branch. Then a level that got worse and was not accepted is not
  /// believed until as many runs have it as a history needs, and those that do confirm what looks worse.
  public var continuesHistory = false

  /// How often a single value of unchanged code is beyond.
  private static let screening = 0.05
  /// Where more than one in so many earlier values were as bad, a value is a common one.
  private static let commonShare = 6
  /// A tie of fewer contenders than this lets the code pass: the confirming run did not confirm.
  private static let leastTie = 4

  /// A gate to be set up.
  public init() {}

  /// Judges values of one code.
  ///
  /// - Parameters:
  ///   - contenders: Finite numbers in the metric's unit, at least one: each of a run.
  ///   - history: Finite numbers: those of earlier runs, oldest first.
  /// - Returns: A verdict without the names of point and metric.
  public func judge(_ contenders: [Double], history: [Double]) -> MetricVerdict {
    let recent = Array(history.suffix(policy.mostRuns))
    var verdict = MetricVerdict()
    verdict.method = .history
    verdict.direction = direction
    verdict.currentValue = contenders.median
    verdict.evidence.threshold = policy.threshold
    verdict.evidence.count = recent.count
    verdict.evidence.contenders = contenders
    guard !recent.isEmpty else {
      verdict.verdict = .new
      return verdict
    }
    let accepted = acceptedPlace.map { $0 - (history.count - recent.count) }
    let doubted = continuesHistory ? doubtedCount(recent, contenders, accepted) : 0
    let level = ExpectedLevel(Array(recent.dropLast(doubted)), contenders, acceptedPlace: accepted)
    verdict.baselineValue = level.value
    verdict.deltaPct = relativeChange(level.value, contenders.median).map { $0 * 100 }
    verdict.evidence.levelCount = level.count
    verdict.evidence.doubted = doubted > 0 ? doubted : nil
    verdict.evidence.levelChange = level.previous.flatMap { relativeChange($0, level.value) }
    guard recent.count >= policy.leastRuns, level.count >= Segment.leastCount || accepted != nil else {
      verdict.verdict = .insufficient
      verdict.evidence.reason =
        recent.count < policy.leastRuns
        ? "\(recent.count) earlier runs, and \(policy.leastRuns) are needed"
        : "\(level.count) runs since the level shifted, and \(Segment.leastCount) are needed"
      return verdict
    }
    let witnesses = Array(recent.suffix(doubted))
    describe(&verdict, contenders, witnesses, level)
    call(&verdict, contenders, witnesses, level)
    return verdict
  }

  private var sign: Double { direction == .higher ? -1 : 1 }

  /// How many of the last earlier values are worse than those before them by more than is allowed, and not accepted.
  private func doubtedCount(_ history: [Double], _ contenders: [Double], _ accepted: Int?) -> Int {
    let level = ExpectedLevel(history, contenders, acceptedPlace: accepted)
    var count = 0
    if let previous = level.previous, let change = relativeChange(previous, level.value) {
      if sign * change > policy.threshold, level.count < policy.leastRuns { count = level.count }
    } else {
      // Fewer than make a shift.
      count = history.suffix(Segment.leastCount - 1).reversed().prefix { isBeyond($0, level, sign) }.count
    }
    return history.count - count >= policy.leastRuns ? count : 0
  }

  private func isBeyond(_ value: Double, _ level: ExpectedLevel, _ sign: Double) -> Bool {
    let distance = level.distance(value)
    return sign * level.relativeChange(to: value) > policy.threshold
      && probability(distance, of: 1, level, sign) < Self.screening
      && level.countAsFar(distance, sign) * Self.commonShare <= level.total
  }

  private func describe(
    _ verdict: inout MetricVerdict, _ contenders: [Double], _ witnesses: [Double], _ level: ExpectedLevel
  ) {
    let planned = max(contenders.count, 1 + policy.confirmations)
    verdict.evidence.noise = level.relative(level.noise)
    let expected = level.value(at: sign * level.reach(of: 1, probability: 2 * Self.screening))
    let allowed = level.value + sign * policy.threshold * abs(level.value)
    verdict.evidence.bound = (sign > 0 ? max(expected, allowed) : min(expected, allowed)).clampedToFinite
    verdict.evidence.detectable = level.relative(level.reach(of: planned, probability: 2 * policy.level))
    verdict.evidence.pValue = pValue(witnesses + contenders, level, sign)
    let (distance, reach) = (level.distance(contenders.median), level.reach(of: contenders.count, probability: 0.05))
    verdict.evidence.effectLower = level.signedRelative(distance - reach)
    verdict.evidence.effectUpper = level.signedRelative(distance + reach)
  }

  /// How probable a median so far on the side of a sign would be, by normal noise, and where several earlier values were
  /// as far, by how many: what holds for one metric is not enough among many.
  private func pValue(_ values: [Double], _ level: ExpectedLevel, _ sign: Double) -> Double {
    let distance = level.distance(values.median)
    let asFar = sign * distance > 0 ? level.countAsFar(distance, sign) : 0
    let share = asFar < 2 ? 0 : pow(Double(asFar + 1) / Double(level.total + 1), Double(values.count))
    return max(probability(distance, of: values.count, level, sign), share)
  }

  private func probability(_ distance: Double, of count: Int, _ level: ExpectedLevel, _ sign: Double) -> Double {
    let error = level.error(of: count)
    guard error > 0 else { return distance == 0 ? 0.5 : sign * distance > 0 ? 0 : 1 }
    let tail = StudentDistribution.twoSided(distance / error, freedom: level.freedom) / 2
    return sign * distance > 0 ? tail : 1 - tail
  }

  private func call(
    _ verdict: inout MetricVerdict, _ contenders: [Double], _ witnesses: [Double], _ level: ExpectedLevel
  ) {
    let count = contenders.count
    let worse = contenders.count { isBeyond($0, level, sign) }
    let better = contenders.count { isBeyond($0, level, -sign) }
    if 2 * worse > count {
      let all = witnesses + contenders
      let isSure =
        sign * level.relativeChange(to: all.median) > policy.threshold
        && probability(level.distance(all.median), of: all.count, level, sign) < policy.level
      let isConfirmed = all.count > policy.confirmations
      verdict.verdict = isSure && isConfirmed ? .regressed : .unconfirmed
      if !(isSure && isConfirmed) {
        verdict.evidence.confirmationsNeeded = max(1, 1 + policy.confirmations - all.count)
      } else if count <= policy.confirmations {
        verdict.evidence.reason = "the \(witnesses.count) run(s) before it are as bad"
      }
    } else if 2 * worse == count, count >= Self.leastTie {
      verdict.verdict = .unconfirmed
      verdict.evidence.confirmationsNeeded = 1
      verdict.evidence.reason = "\(worse) of \(count) runs look worse"
    } else if 2 * better > count, count > policy.confirmations,
      -sign * level.relativeChange(to: contenders.median) > policy.threshold,
      probability(level.distance(contenders.median), of: count, level, -sign) < policy.level
    {
      verdict.verdict = .improved
    } else {
      // Of a level of 0 no change is relative.
      verdict.verdict = verdict.evidence.detectable ?? 0 > policy.threshold ? .noisy : .pass
      if worse > 0 { verdict.evidence.reason = "\(worse) of \(count) runs look worse" }
    }
  }
}
