import CalibraxJSON
public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension ListExecutions: ReadMethod {
  /// Answers with a part of the list.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    let since = try moment(params.since, "since")
    let rows = state.store.executions.rows
    var result = Result()
    // A cursor counts from the first that began, so that what begins meanwhile does not move it.
    var position = min(rows.count, max(0, params.cursor ?? rows.count))
    while position > 0 {
      let execution = state.current(rows[position - 1])
      if matches(execution, params, since) {
        if result.executions.count == params.limit {
          result.nextCursor = position
          break
        }
        result.executions.append(execution)
      }
      position -= 1
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
