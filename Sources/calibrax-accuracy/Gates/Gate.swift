import CalibraxAnalysis
import CalibraxModel

/// A rule that says of new runs, in view of those of the code before, whether they are a regression; less is better.
struct Gate: Sendable {
  /// What it is called in tables.
  var name: String
  /// Of each run of a trial, oldest first, whether it is of the new code.
  var isContender: [Bool]
  /// Whether the new runs are a regression: values of the code before, and of the new, both oldest first.
  var isRegression: @Sendable (_ history: [Double], _ contenders: [Double]) -> Bool

  /// How many earlier runs there are.
  static let historyCount = 30

  /// A gate by earlier runs.
  ///
  /// - Parameter confirmingRuns: How many runs more it takes to confirm what the first says.
  init(
    name: String, confirmingRuns: Int = 0, isRegression: @escaping @Sendable ([Double], [Double]) -> Bool
  ) {
    self.name = name
    isContender = (0...Self.historyCount + confirmingRuns).map { $0 >= Self.historyCount }
    self.isRegression = isRegression
  }

  /// A gate by runs of both codes, one after the other in turns.
  init(name: String, turns: Int, isRegression: @escaping @Sendable ([Double], [Double]) -> Bool) {
    self.name = name
    isContender = (0..<2 * turns).map { $0 % 2 == 1 }
    self.isRegression = isRegression
  }
}

/// Every gate, in the order of the tables.
let allGates = [
  Gate(name: "history, one run") { history, contenders in
    isRegression(history, contenders, confirmations: 0)
  },
  Gate(name: "history, confirmed by a run", confirmingRuns: 1) { history, contenders in
    isRegression(history, contenders, confirmations: 1)
  },
  Gate(name: "paired, 5 turns", turns: 5) { base, contenders in isRegressionInTurns(base, contenders) },
  Gate(name: "paired, 10 turns", turns: 10) { base, contenders in isRegressionInTurns(base, contenders) },
  Gate(name: "5 % over one stored baseline") { history, contenders in
    contenders.allSatisfy { exceedsBaseline(history, $0) }
  },
  Gate(name: "Bencher t_test .99") { history, contenders in
    contenders.allSatisfy { exceedsMean(history, $0) }
  },
  Gate(name: "median + t .99 MAD and 5 %") { history, contenders in
    contenders.allSatisfy { exceedsMedian(history, $0) }
  },
  Gate(name: "the same, confirmed by a run", confirmingRuns: 1) { history, contenders in
    contenders.allSatisfy { exceedsMedian(history, $0) }
  },
]

private func isRegression(_ history: [Double], _ contenders: [Double], confirmations: Int) -> Bool {
  var gate = HistoryGate()
  gate.policy.confirmations = confirmations
  return gate.judge(contenders, history: history).verdict == .regressed
}

private func isRegressionInTurns(_ base: [Double], _ contenders: [Double]) -> Bool {
  PairedGate().judge(contenders, base: base).verdict == .regressed
}
