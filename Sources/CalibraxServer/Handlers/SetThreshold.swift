public import CalibraxAPI
public import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension SetThreshold: WriteMethod {
  /// Stores the threshold.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    try checkText(params.metricName, "metric_name")
    if let threshold = params.threshold { try checkFinite(threshold, "threshold") }
    if params.when == .absent {
      guard params.forSeconds > 0 else {
        throw RPCError(
          .invalidParams, "params.for_seconds: must be above 0", path: "params.for_seconds",
          hint: "Say after how many seconds without a value the metric is absent.")
      }
    } else if params.threshold == nil {
      throw RPCError(
        .invalidParams, "params.threshold: is missing", path: "params.threshold",
        hint: "Give the value that is still good.")
    }
    return PlannedWrite(.setThreshold(params)) { _ in Result() }
  }
}
