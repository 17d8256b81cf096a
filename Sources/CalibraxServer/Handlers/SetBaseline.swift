public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension SetBaseline: WriteMethod {
  /// Finds the run, or takes the one that is given.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    let name = params.name
    try checkBaselineName(name, path: "params.name")
    return PlannedWrite(try write(params, state)) { outcome in
      var result = Result()
      result.name = name
      result.runID = outcome.runID
      return result
    }
  }

  private static func write(_ params: Params, _ state: borrowing State) throws(RPCError) -> StoreWrite {
    if let run = params.run {
      try refuseBoth(params.runID, "run_id", "run")
      return .setBaselineDocument(name: params.name, try normalized(run, "params.run", state))
    }
    do throws(StoreError) {
      return .setBaseline(name: params.name, runID: try state.store.run(params.runID ?? RunID.latest).id)
    } catch {
      throw RPCError(error)
    }
  }
}
