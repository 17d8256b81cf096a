import CalibraxJSON
public import CalibraxAPI
public import CalibraxModel
public import CalibraxRPC
import CalibraxMonitoring
import CalibraxStore

extension FinishExecution: WriteMethod {
  /// Stores how it ended. To end it again in the same way changes nothing.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Execution> {
    try checkMetadata(params.metadata)
    if let time = params.executionTime { try checkSeconds(time, "execution_time") }
    guard var execution = state.monitoring.executions[params.executionID] else {
      throw RPCError(Monitoring.Refusal.noExecution(params.executionID))
    }
    let isRunning = execution.state == .running
    execution.state = params.success ? .succeeded : .failed
    // One that is over already is refused or found as it is.
    guard isRunning else {
      return PlannedWrite(.finish(execution), isStored: false) { outcome in Execution(outcome) }
    }
    let now = state.clock.now()
    let measured = Timestamp(execution.startedAt).map { Double(now.microseconds - $0.microseconds) / 1e6 }
    execution.finishedAt = now.text
    execution.executionTime = params.executionTime ?? max(0, measured ?? 0)
    execution.metadata.overlay(params.metadata)
    return PlannedWrite(.finish(execution)) { outcome in Execution(outcome) }
  }
}

extension Execution {
  fileprivate init(_ outcome: Monitoring.Outcome) {
    self.init()
    if case .execution(let execution, _) = outcome { self = execution }
  }
}
