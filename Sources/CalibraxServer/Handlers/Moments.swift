import CalibraxModel
import CalibraxRPC

/// The moment that a parameter says; `nil` when it is left out.
func moment(_ text: String?, _ name: String) throws(RPCError) -> Timestamp? {
  guard let text else { return nil }
  guard let moment = Timestamp(text) else {
    throw RPCError(
      .invalidParams, "params.\(name): \"\(text)\" is not a time", path: "params.\(name)",
      hint: "Write ISO 8601, as 2026-03-01 or 2026-03-01T12:00:00Z.")
  }
  return moment
}
