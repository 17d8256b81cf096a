public import CalibraxAPI
public import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension AcknowledgeAlert: WriteMethod {
  /// Stores that somebody knows.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Alert> {
    guard let alert = state.monitoring.alerts[params.alertID] else {
      throw RPCError(Monitoring.Refusal.noAlert(params.alertID))
    }
    var acknowledgement = Acknowledgement()
    acknowledgement.alertID = params.alertID
    acknowledgement.timestamp = state.clock.now().text
    if alert.resolvesItself { acknowledgement.alert = alert }
    return PlannedWrite(.acknowledge(acknowledgement)) { outcome in
      if case .raised(let alerts) = outcome, let alert = alerts.first { alert } else { Alert() }
    }
  }
}
