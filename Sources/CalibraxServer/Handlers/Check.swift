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
    let row = try state.run(params.runID, or: params.run)
    let objectives = try state.objectives()
    let definitions = state.store.definitions
    let reader = try state.runReader(params.runID, or: params.run)
    let (baseline, absence) = try baseline(params, state, isNeeded: objectives.isEmpty)
    return { () throws(RPCError) in
      // What is kept in memory has no samples.
      let current = objectives.isEmpty ? row : try reader()
      var report = check(
        current, against: baseline ?? Run(), definitions: definitions, threshold: params.threshold ?? 0.05,
        objectives: objectives)
      if let absence, report.areObjectivesMet != false { throw absence }
      // What is kept in memory does not say why.
      if report.verdicts.contains(where: { $0.verdict == .missing }) { report.explainMissing(by: try reader()) }
      return report
    }
  }

  /// The baseline, or why there is none: what misses an objective is told without one that nobody named, too.
  private static func baseline(
    _ params: Params, _ state: borrowing State, isNeeded: Bool
  ) throws(RPCError) -> (run: Run?, absence: RPCError?) {
    if let run = params.baselineRun {
      try refuseBoth(params.baseline, "baseline", "baseline_run")
      return (run, nil)
    }
    do throws(StoreError) {
      return (try state.store.baseline(params.baseline ?? BaselineName.main), nil)
    } catch {
      let error = RPCError(error)
      guard error.code == .notFound, !isNeeded, params.baseline == nil else { throw error }
      return (nil, error)
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
