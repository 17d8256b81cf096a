public import CalibraxAPI
import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension RecordExecution: WriteMethod {
  /// Executions are told apart by their order alone, so several may reach the disk together.
  public static var followsWrites: Bool { false }

  /// Stores the execution.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    try checkText(params.pipelineName, "pipeline_name")
    try checkSeconds(params.executionTime, "execution_time")
    try checkMetadata(params.metadata)
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
