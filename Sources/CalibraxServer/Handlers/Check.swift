public import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Check: ComputeMethod {
  /// Takes the runs that are compared.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> CheckReport {
    guard params.method == .threshold else { return try GateCheck(params, state).prepared(state) }
    try refuseForThreshold(params)
    let current = try state.run(params.runID, or: params.run)
    let baseline = try baseline(params, state)
    let definitions = state.store.definitions
    let reader = try state.runReader(params.runID, or: params.run)
    return { () throws(RPCError) in
      var report = check(current, against: baseline, definitions: definitions, threshold: params.threshold ?? 0.05)
      // What is kept in memory does not say why.
      if report.verdicts.contains(where: { $0.verdict == .missing }) { report.explainMissing(by: try reader()) }
      return report
    }
  }

  private static func baseline(_ params: Params, _ state: borrowing State) throws(RPCError) -> Run {
    if let run = params.baselineRun {
      try refuseBoth(params.baseline, "baseline", "baseline_run")
      return run
    }
    do throws(StoreError) {
      return try state.store.baseline(params.baseline ?? BaselineName.main)
    } catch {
      throw RPCError(error)
    }
  }

  private static func refuseForThreshold(_ params: Params) throws(RPCError) {
    let others: [(name: String, isGiven: Bool)] = [
      ("base_branch", params.baseBranch != nil), ("fork_point", params.forkPoint != nil),
      ("confirm_runs", params.confirmRuns != nil),
    ]
    for other in others where other.isGiven {
      throw RPCError(
        .invalidParams, "params.\(other.name): has no meaning for the method threshold", path: "params.\(other.name)",
        hint: "Give method: history, paired or auto.")
    }
  }
}
