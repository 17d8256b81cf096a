public import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
public import CalibraxRPC
import CalibraxStore

extension AggregateScore: ReadMethod {
  /// Scores.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    for weight in params.weights where !weight.value.isFinite || weight.value < 0 {
      let path = "params.weights.\(weight.key)"
      throw RPCError(
        .invalidParams, "\(path): a weight is 0 or more", path: path, hint: "Leave metrics out that do not count.")
    }
    let run = try state.run(params.runID, or: params.run)
    var result = Result()
    result.scores = aggregateScore(run, weights: params.weights, definitions: state.store.definitions)
    return result
  }
}
