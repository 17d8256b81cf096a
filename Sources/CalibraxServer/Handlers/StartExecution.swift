public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension StartExecution: WriteMethod {
  /// Stores that it began. One that runs already is only heard of.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    guard !params.pipelineName.isEmpty, params.pipelineName.utf8.count <= 512 else {
      throw RPCError(
        .invalidParams, "params.pipeline_name: must have 1 to 512 bytes", path: "params.pipeline_name",
        hint: "Name what is executed.")
    }
    if let id = params.executionID {
      guard RunID.isValid(id), id != Execution.alwaysOpen else {
        throw RPCError(
          .invalidParams, "params.execution_id: \"\(id)\" is no execution id", path: "params.execution_id",
          hint: "An execution id follows the rule of run ids, and is not \"\(Execution.alwaysOpen)\".")
      }
      if let stored = state.store.executions[id] {
        guard stored.state == .running, stored.pipelineName == params.pipelineName else {
          throw RPCError(
            .conflict,
            stored.state == .running
              ? "The execution \"\(id)\" runs for the pipeline \"\(stored.pipelineName)\"."
              : "The execution \"\(id)\" is over.", path: "params.execution_id",
            hint: "Give each execution an id of its own, or leave it out.")
        }
        return PlannedWrite(.heard(stored)) { _ in Result(stored, created: false) }
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
    let begun = execution
    return PlannedWrite(.execution(begun)) { _ in Result(begun, created: true) }
  }
}

extension StartExecution.Result {
  fileprivate init(_ execution: Execution, created: Bool) {
    self.init()
    executionID = execution.executionID
    startedAt = execution.startedAt
    self.created = created
  }
}

extension [UInt8] {
  /// Bytes that nobody can guess.
  fileprivate static func random(count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
