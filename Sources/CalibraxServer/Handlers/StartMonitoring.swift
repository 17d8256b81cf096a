public import CalibraxAPI
import CalibraxMonitoring
public import CalibraxRPC

extension StartMonitoring: WriteMethod {
  /// Stores how often the sources are looked at.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    var polling = Polling()
    polling.interval = params.interval
    return PlannedWrite(.poll(polling)) { _ in Result() }
  }
}
