public import CalibraxAPI
import CalibraxAnalysis
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension FindParetoFront: ComputeMethod {
  /// How many points are compared with each other at most: about a second's.
  private static let largestPointCount = 20_000
  /// How many metrics.
  private static let largestMetricCount = 32

  /// Takes the run, or has its file read.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    guard (1...largestMetricCount).contains(params.metrics.count) else {
      throw RPCError(
        .invalidParams, "params.metrics: \(params.metrics.count) given, and 1 to \(largestMetricCount) are compared",
        path: "params.metrics", hint: "Name the metrics in which points are to be good.")
    }
    let definitions = state.store.definitions
    let read = try state.runReader(params.runID, or: params.run)
    return { () throws(RPCError) in
      let run = try read()
      guard run.points.count <= largestPointCount else {
        throw RPCError(
          .limitExceeded, "The run has \(run.points.count) points, and \(largestPointCount) are compared at most.",
          hint: "Give a run with some of its points.")
      }
      var result = Result()
      result.points = paretoFront(run, metrics: params.metrics, definitions: definitions)
      return result
    }
  }
}
