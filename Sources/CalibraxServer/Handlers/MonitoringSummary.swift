public import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension MonitoringSummary: ReadMethod {
  /// Answers with what is monitored now.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    var result = Result()
    result.rules = state.monitoring.thresholds.thresholds
    for rule in result.rules where result.thresholds[rule.metricName] == nil {
      if let threshold = rule.threshold { result.thresholds[rule.metricName] = threshold }
    }
    result.alertCount = state.monitoring.alerts.count
    result.metricHistory = state.monitoring.thresholds.histories
    result.interval = state.monitoring.interval
    result.isMonitoring = result.interval != nil
    result.undirected = state.monitoring.thresholds.undirected.sorted()
    return result
  }
}
