public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxModel
public import CalibraxRPC

extension FitScaling: ComputeMethod {
  /// Takes the sizes and values.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> ScalingFit {
    try checkSamples(params.sizes, "sizes")
    try checkSamples(params.values, "values")
    try checkPairs(params.sizes, "sizes", params.values, "values")
    return { () throws(RPCError) in
      if let fit = scalingFit(sizes: params.sizes, values: params.values) { return fit }
      throw RPCError(
        .invalidParams, "params.values: no power of the size fits these values", path: "params.values",
        hint: "Give at least one pair of a size and a value above 0.")
    }
  }
}
