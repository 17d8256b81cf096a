public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension BaselineHistory: ComputeMethod {
  /// Reads the audit trail.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    let trail = state.store.auditTrail
    return { () throws(RPCError) in
      var result = Result()
      result.damagedLines = try trail.visit { change in
        if params.name == nil || params.name == change.name { result.entries.append(change) }
        return result.entries.count < params.limit
      }
      return result
    }
  }
}

extension AuditTrail {
  /// Reads the changes, the newest first, as long as they are wanted.
  func visit(_ take: (BaselineChange) -> Bool) throws(RPCError) -> Int {
    do throws(StoreError) { return try read(take) } catch { throw RPCError(error) }
  }
}
