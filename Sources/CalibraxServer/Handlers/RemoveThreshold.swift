public import CalibraxAPI
import CalibraxMonitoring
public import CalibraxRPC

extension RemoveThreshold: WriteMethod {
  /// Stores that the thresholds are no more.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    var name = ThresholdName()
    (name.metricName, name.when) = (params.metricName, params.when)
    return PlannedWrite(.removeThreshold(name)) { _ in Result() }
  }
}
