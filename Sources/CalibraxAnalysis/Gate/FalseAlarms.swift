import CalibraxModel

/// How often a gate calls a regression what is none, when it judges the runs of a series once more, as they came.
///
/// Each run is judged by those before it; where it looks worse, the next ones stand for more runs of the same code. What
/// is called a regression is one where the whole series has a shift between the level it was held against and the runs.
struct FalseAlarms {
  /// How many runs were judged.
  private(set) var judged = 0
  /// How many were called a regression without being one.
  private(set) var count = 0

  init(of values: [Double], by gate: HistoryGate) {
    let shifts = ShiftDetector(values).shifts
    let confirmations = gate.policy.confirmations
    for place in stride(from: gate.policy.leastRuns, to: values.count - confirmations, by: 1) {
      let history = Array(values[..<place])
      var verdict = gate.judge([values[place]], history: history)
      guard verdict.verdict.isJudged || verdict.verdict == .noisy else { continue }
      judged += 1
      if verdict.verdict == .unconfirmed {
        verdict = gate.judge(Array(values[place...place + confirmations]), history: history)
      }
      guard verdict.verdict == .regressed else { continue }
      let levelStart = place - (verdict.evidence.levelCount ?? place)
      if !shifts.contains(where: { levelStart < $0 && $0 <= place + confirmations }) { count += 1 }
    }
  }
}
