public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxModel
public import CalibraxRPC

extension ExplainPolicy: ReadMethod {
  /// Answers with the policy.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> PolicyExplanation {
    try state.policies().explanation(of: params.metric, PointKey(name: params.point, tags: params.tags))
  }
}
