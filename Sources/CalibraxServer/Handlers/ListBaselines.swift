public import CalibraxAPI
public import CalibraxRPC
import CalibraxStore

extension ListBaselines: ReadMethod {
  /// Answers with the list.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    var result = Result()
    result.baselines = state.store.baselines()
    return result
  }
}
