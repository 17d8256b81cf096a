public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension ListBaselines: ComputeMethod {
  /// Adds to the list what the audit trail says.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    let (heads, trail) = (state.store.baselines(), state.store.auditTrail)
    return { () throws(RPCError) in
      var result = Result()
      result.baselines = heads
      // Two files may have names that stand for one.
      var untold = Dictionary(heads.indices.map { (heads[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
      _ = try trail.visit { change in
        // Of another run it says nothing about this one, which somebody else may have put there.
        if let place = untold[change.name], heads[place].runID == change.runID {
          result.baselines[place].take(change)
          untold[change.name] = nil
        }
        return !untold.isEmpty
      }
      return result
    }
  }
}
