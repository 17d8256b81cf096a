public import CalibraxAPI
public import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension SetPerformanceBaseline: WriteMethod {
  /// Stores the baseline.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    try checkText(params.metricName, "metric_name")
    try checkSeconds(params.baselineValue, "baseline_value")
    guard params.baselineValue > 0 else {
      throw RPCError(
        .invalidParams, "params.baseline_value: must be above 0", path: "params.baseline_value",
        hint: "Give the seconds that an execution should take.")
    }
    return PlannedWrite(.setBaseline(params)) { _ in Result() }
  }
}
