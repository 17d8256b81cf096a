import CalibraxClient

extension ClientError {
  /// The code of a refusal; `nil` for anything else.
  var code: RPCError.Code? {
    guard case .refused(let refusal) = self else { return nil }
    return refusal.code
  }
}
