import CalibraxAnalysis
import CalibraxModel

/// A rule that says of new runs, in view of earlier ones, whether they are a regression; less is better.
struct Gate: Sendable {
  /// What it is called in tables.
  var name: String
  /// How many runs more it takes to confirm what the first says.
  var confirmingRuns = 0
  /// Whether it is a regression: earlier values, oldest first, and the new ones, of which there are 1 + ``confirmingRuns``.
  var isRegression: @Sendable (_ history: [Double], _ contenders: [Double]) -> Bool
}

/// Every gate, in the order of the tables.
let allGates = [
  Gate(name: "history, one run") { history, contenders in
    isRegression(history, contenders, confirmations: 0)
  },
  Gate(name: "history, confirmed by a run", confirmingRuns: 1) { history, contenders in
    isRegression(history, contenders, confirmations: 1)
  },
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
