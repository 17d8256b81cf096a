public import CalibraxAPI
import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension RecordExecution: WriteMethod {
  /// Executions are told apart by their order alone, so several may reach the disk together.
  public static var followsWrites: Bool { false }

  /// Stores the execution.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    try checkPipelineName(params.pipelineName)
    try checkFinite(params.executionTime, "execution_time")
    guard params.executionTime >= 0 else {
      throw RPCError(
        .invalidParams, "params.execution_time: must not be below 0", path: "params.execution_time",
        hint: "Give the seconds that the execution took.")
    }
    var execution = RecordedExecution()
    execution.pipelineName = params.pipelineName
    execution.executionTime = params.executionTime
    execution.success = params.success
    execution.metadata = params.metadata
    execution.timestamp = state.clock.now().text
    return PlannedWrite(.record(execution)) { outcome in
      var result = Result()
      if case .raised(let alerts) = outcome { result.alerts = alerts }
      return result
    }
  }
}
