public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxModel
public import CalibraxRPC

extension TestSignificance: ComputeMethod {
  /// Takes the samples.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> SignificanceReport {
    try checkSamples(params.a, "a", atLeast: params.test.leastCount)
    try checkSamples(params.b, "b", atLeast: params.test.leastCount)
    if params.test == .wilcoxon { try checkPairs(params.a, "a", params.b, "b") }
    return { () throws(RPCError) in significance(params.a, params.b, by: params.test, alpha: params.alpha) }
  }
}
