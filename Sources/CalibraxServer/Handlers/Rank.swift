public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxRPC
import CalibraxStore

extension Rank: ReadMethod {
  /// Ranks.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    let run = try state.run(params.runID, or: params.run)
    var result = Result()
    result.entries = rank(
      run, by: params.metric, groupedBy: params.groupByTag, definitions: state.store.definitions)
    return result
  }
}
