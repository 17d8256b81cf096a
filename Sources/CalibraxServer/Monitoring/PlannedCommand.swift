import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import CalibraxRPC
import CalibraxStore

extension PlannedWrite {
  /// A command for the log; it is applied, and answered, when it is there.
  ///
  /// - Parameter isStored: `false` for one that changes nothing that has to be there after a restart, and is only done in
  ///   its turn.
  init(
    _ command: MonitoringCommand, isStored: Bool = true,
    answer: @escaping @Sendable (Monitoring.Outcome) -> Answer
  ) {
    self.init(.journal(isStored ? JSONWriter.bytes(of: command) : [])) { (_, state) throws(RPCError) in
      answer(try state.apply(command))
    }
  }
}

extension State {
  /// Takes in a command that is in the log.
  mutating func apply(_ command: MonitoringCommand) throws(RPCError) -> Monitoring.Outcome {
    let outcome: Monitoring.Outcome
    do throws(Monitoring.Refusal) {
      outcome = try monitoring.apply(command, moment)
    } catch {
      throw RPCError(error)
    }
    guard case .execution(let execution, let isNew) = outcome else { return outcome }
    if execution.state == .running {
      signs.began(execution.executionID, at: clock.uptime())
    } else {
      signs.ended(execution.executionID)
    }
    if isNew { tell(of: execution) }
    return outcome
  }
}

extension RPCError {
  init(_ refusal: Monitoring.Refusal) {
    switch refusal {
    case .noAlert(let id):
      self.init(
        .notFound, "There is no alert \"\(id)\".", path: "params.alert_id",
        hint: "listAlerts shows the alerts there are.")
    case .resolved(let id):
      self.init(
        .conflict, "The alert \"\(id)\" is resolved.", path: "params.alert_id", hint: "There is nothing left to do.")
    case .noThreshold(let name):
      self.init(
        .notFound, "The metric \"\(name)\" has no such threshold.", path: "params.metric_name",
        hint: "monitoringSummary shows the thresholds there are.")
    case .noExecution(let id):
      self.init(
        .notFound, "There is no execution \"\(id)\".", path: "params.execution_id",
        hint: "Begin it with startExecution; listExecutions shows those there are.")
    case .taken(let known):
      let what = known.state == .running ? "runs for the pipeline \"\(known.pipelineName)\"" : "is over"
      self.init(
        .conflict, "The execution \"\(known.executionID)\" \(what).", path: "params.execution_id",
        hint: "Give each execution an id of its own, or leave it out.")
    case .ended(let known):
      self.init(
        .conflict, "The execution \"\(known.executionID)\" has \(known.state.rawValue) already.",
        path: "params.success", hint: "An execution ends once.")
    }
  }
}
