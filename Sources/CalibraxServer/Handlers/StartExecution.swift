public import CalibraxAPI
import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC
import CalibraxStore

extension StartExecution: WriteMethod {
  /// Stores that it began. One that runs already is only heard of.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    try checkText(params.pipelineName, "pipeline_name")
    try checkMetadata(params.metadata)
    if let id = params.executionID {
      guard RunID.isValid(id), id != Execution.alwaysOpen else {
        throw RPCError(
          .invalidParams, "params.execution_id: \"\(id)\" is no execution id", path: "params.execution_id",
          hint: "An execution id follows the rule of run ids, and is not \"\(Execution.alwaysOpen)\".")
      }
      if state.monitoring.executions[id] != nil {
        // Known already, and so only heard of, unless it is another's.
        var known = Execution()
        (known.executionID, known.pipelineName) = (id, params.pipelineName)
        return PlannedWrite(.begin(known), isStored: false) { outcome in Result(outcome) }
      }
    }
    var execution = Execution()
    execution.pipelineName = params.pipelineName
    let now = state.clock.now()
    execution.startedAt = now.text
    execution.tags = params.tags
    execution.metadata = params.metadata
    execution.executionID =
      params.executionID ?? RunID.make(at: now, content: .random(count: 16))
    return PlannedWrite(.begin(execution)) { outcome in Result(outcome) }
  }
}

extension StartExecution.Result {
  fileprivate init(_ outcome: Monitoring.Outcome) {
    self.init()
    guard case .execution(let execution, let isNew) = outcome else { return }
    executionID = execution.executionID
    startedAt = execution.startedAt
    created = isNew
  }
}
