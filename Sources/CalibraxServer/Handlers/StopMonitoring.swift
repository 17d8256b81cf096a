public import CalibraxAPI
import CalibraxMonitoring
public import CalibraxRPC

extension StopMonitoring: WriteMethod {
  /// Stores that the sources are not looked at.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    PlannedWrite(.poll(Polling())) { _ in Result() }
  }
}
