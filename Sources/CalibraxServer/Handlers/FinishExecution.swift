import CalibraxJSON
public import CalibraxAPI
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension FinishExecution: WriteMethod {
  /// Stores how it ended. To end it again in the same way changes nothing.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Execution> {
    guard var execution = state.store.executions[params.executionID] else {
      throw RPCError(
        .notFound, "There is no execution \"\(params.executionID)\".", path: "params.execution_id",
        hint: "Begin it with startExecution; listExecutions shows those there are.")
    }
    let end: ExecutionState = params.success ? .succeeded : .failed
    if execution.state != .running {
      guard execution.state == end else {
        throw RPCError(
          .conflict, "The execution \"\(params.executionID)\" has \(execution.state.rawValue) already.",
          path: "params.success", hint: "An execution ends once.")
      }
      let ended = execution
      return PlannedWrite(.heard(ended)) { _ in ended }
    }
    let now = state.clock.now()
    let measured = Timestamp(execution.startedAt).map { Double(now.microseconds - $0.microseconds) / 1e6 }
    execution.state = end
    execution.finishedAt = now.text
    execution.executionTime = params.executionTime ?? max(0, measured ?? 0)
    execution.metadata.overlay(params.metadata)
    let ended = execution
    return PlannedWrite(.execution(ended)) { _ in ended }
  }
}
