public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension DeleteRun: WriteMethod {
  /// Finds the run.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    do throws(StoreError) {
      return PlannedWrite(.delete(try state.store.run(params.runID).id)) { _ in Result() }
    } catch {
      throw RPCError(error)
    }
  }
}
