public import CalibraxAPI
import CalibraxJSON
public import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension TriggerAlert: WriteMethod {
  /// It depends on nothing that was stored before.
  public static var followsWrites: Bool { false }

  /// Stores the alert.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Alert> {
    try checkText(params.message, "message", limit: 4_096)
    try checkText(params.metricName, "metric_name")
    try checkFinite(params.metricValue, "metric_value")
    try checkFinite(params.threshold, "threshold")
    try checkMetadata(params.metadata)
    let now = state.clock.now()
    var alert = Alert()
    alert.alertID = RunID.make(at: now, content: .random(count: 16))
    alert.severity = params.severity
    alert.message = params.message
    alert.metricName = params.metricName
    alert.metricValue = params.metricValue
    alert.lastValue = params.metricValue
    alert.threshold = params.threshold
    alert.timestamp = now.text
    alert.updatedAt = now.text
    alert.metadata = params.metadata
    let raised = alert
    return PlannedWrite(.raise(raised)) { _ in raised }
  }
}
