public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension SetBaseline: WriteMethod {
  /// Finds the run, or takes the one that is given.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    let name = params.name
    try checkBaselineName(name, path: "params.name")
    return PlannedWrite(try write(params, try change(params, state), state)) { outcome in
      var result = Result()
      result.name = name
      result.runID = outcome.runID
      result.previousRunID = outcome.previousRunID
      return result
    }
  }

  private static func write(
    _ params: Params, _ change: BaselineChange, _ state: borrowing State
  ) throws(RPCError) -> StoreWrite {
    if let run = params.run {
      try refuseBoth(params.runID, "run_id", "run")
      return .setBaselineDocument(change, try normalized(run, "params.run", state))
    }
    do throws(StoreError) {
      return .setBaseline(change, runID: try state.store.run(params.runID ?? RunID.latest).id)
    } catch {
      throw RPCError(error)
    }
  }

  private static func change(_ params: Params, _ state: borrowing State) throws(RPCError) -> BaselineChange {
    if let reason = params.reason { try checkText(reason, "reason", limit: 1_024) }
    for (text, name) in [(params.by, "by"), (params.forkOf, "fork_of"), (params.forkPoint, "fork_point")] {
      if let text { try checkText(text, name, limit: 256) }
    }
    if params.forkPoint != nil, params.forkOf == nil {
      throw RPCError(
        .invalidParams, "params.fork_point: given without fork_of", path: "params.fork_point",
        hint: "Say with fork_of which baseline or branch the commit is of.")
    }
    var change = BaselineChange(of: params.name, at: state.clock.now())
    (change.reason, change.by, change.forkOf) = (params.reason, params.by, params.forkOf)
    change.forkPoint = params.forkPoint
    if let name = params.forkOf, params.forkPoint == nil { change.forkPoint = try? state.store.baseline(name).commit }
    return change
  }
}
