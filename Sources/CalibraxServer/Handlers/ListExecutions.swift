import CalibraxJSON
public import CalibraxAPI
import CalibraxMonitoring
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension ListExecutions: ReadMethod {
  /// Answers with a part of the list.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    let since = try moment(params.since, "since")
    let executions = state.monitoring.executions
    var result = Result()
    // A cursor counts from the first that ever began, so that what begins meanwhile does not move it.
    var place = min(executions.end, max(0, params.cursor ?? executions.end))
    while let last = executions.last(before: place) {
      let execution = state.current(last.execution)
      if matches(execution, params, since) {
        if result.executions.count == params.limit {
          result.nextCursor = place
          break
        }
        result.executions.append(execution)
      }
      place = last.place
    }
    return result
  }

  private static func matches(_ execution: Execution, _ params: Params, _ since: Timestamp?) -> Bool {
    if let id = params.executionID, id != execution.executionID { return false }
    if let pipeline = params.pipelineName, pipeline != execution.pipelineName { return false }
    if let state = params.state, state != execution.state { return false }
    if let since, let started = Timestamp(execution.startedAt), started < since { return false }
    return params.tags.allSatisfy { execution.tags[$0.key] == $0.value }
  }
}
