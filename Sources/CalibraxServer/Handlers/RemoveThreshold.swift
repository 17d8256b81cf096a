public import CalibraxAPI
public import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension RemoveThreshold: WriteMethod {
  /// Stores that the thresholds are no more.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    PlannedWrite(.removeThreshold(params)) { _ in Result() }
  }
}
