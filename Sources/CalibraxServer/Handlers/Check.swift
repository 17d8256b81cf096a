public import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Check: ReadMethod {
  /// Compares.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> CheckReport {
    let current = try state.run(params.runID, or: params.run)
    let baseline = try baseline(params, state)
    return check(current, against: baseline, definitions: state.store.definitions, threshold: params.threshold)
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
}
