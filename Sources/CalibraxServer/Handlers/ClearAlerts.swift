public import CalibraxAPI
import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension ClearAlerts: WriteMethod {
  /// Stores that the alerts so far are forgotten.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    var clearing = Clearing()
    clearing.timestamp = state.clock.now().text
    return PlannedWrite(.clear(clearing)) { _ in Result() }
  }
}
