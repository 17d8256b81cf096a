public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxRPC

extension FindOutliers: ComputeMethod {
  /// Takes the samples.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    try checkSamples(params.samples, "samples", atLeast: 0)
    return { () throws(RPCError) in
      var result = Result()
      result.indices = outliers(params.samples, threshold: params.threshold)
      return result
    }
  }
}
