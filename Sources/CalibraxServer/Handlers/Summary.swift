public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Summary: ReadMethod {
  /// Sums up.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> RunSummary {
    summarize(try state.run(params.runID, or: params.run), definitions: state.store.definitions)
  }
}
