public import CalibraxAPI
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension GetRun: ComputeMethod {
  /// Reads the run's file.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Run {
    try state.store.reader(of: .run(params.runID))
  }
}

extension GetBaseline: ComputeMethod {
  /// Reads the baseline's file.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Run {
    try state.store.reader(of: .baseline(params.name))
  }
}

extension Store {
  /// Reads a whole document on another thread.
  func reader(of source: DocumentSource) throws(RPCError) -> @Sendable () throws(RPCError) -> Run {
    do throws(StoreError) {
      let read = try document(of: source)
      return { () throws(RPCError) in
        do throws(StoreError) { return try read() } catch { throw RPCError(error) }
      }
    } catch {
      throw RPCError(error)
    }
  }
}
