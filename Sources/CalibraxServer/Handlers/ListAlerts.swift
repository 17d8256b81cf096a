public import CalibraxAPI
import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension ListAlerts: ReadMethod {
  /// Answers with the latest of those that match.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    let since = try moment(params.since, "since")
    var result = Result()
    for alert in state.monitoring.alerts.newestFirst where matches(alert, params, since) {
      result.alerts.append(alert)
      if result.alerts.count == params.count { break }
    }
    return result
  }

  private static func matches(_ alert: Alert, _ params: Params, _ since: Timestamp?) -> Bool {
    if let severity = params.severity, severity != alert.severity { return false }
    if let name = params.metricName, name != alert.metricName { return false }
    if let state = params.state, state != alert.state { return false }
    guard let since, let raised = Timestamp(alert.timestamp) else { return true }
    return raised >= since
  }
}
