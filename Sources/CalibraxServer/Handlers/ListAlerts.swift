public import CalibraxAPI
import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension ListAlerts: ComputeMethod {
  /// Answers with the latest of those that match.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    let since = try moment(params.since, "since")
    let alerts = state.monitoring.alerts
    return { () throws(RPCError) in
      var result = Result()
      for alert in alerts.newestFirst where matches(alert, params, since) {
        result.alerts.append(alert)
        if result.alerts.count == params.count { break }
      }
      return result
    }
  }

  private static func matches(_ alert: Alert, _ params: Params, _ since: Timestamp?) -> Bool {
    if let severity = params.severity, severity != alert.severity { return false }
    if let name = params.metricName, name != alert.metricName { return false }
    if let state = params.state, state != alert.state { return false }
    guard let since, let raised = Timestamp(alert.timestamp) else { return true }
    return raised >= since
  }
}
