import CalibraxJSON
import CalibraxRPC

/// Refuses a parameter that is empty or too long.
func checkText(_ text: String, _ name: String, limit: Int = 512) throws(RPCError) {
  guard text.isEmpty || text.utf8.count > limit else { return }
  throw RPCError(
    .invalidParams, "params.\(name): must have 1 to \(limit) bytes", path: "params.\(name)",
    hint: text.isEmpty ? "Do not leave it empty." : "Say it shorter.")
}

/// Refuses metadata that is too large to be kept in memory and told with alerts.
func checkMetadata(_ metadata: OrderedMap<JSON>) throws(RPCError) {
  let limit = 16_384
  let size = metadata.isEmpty ? 0 : JSONWriter.bytes(of: metadata).count
  guard size > limit else { return }
  throw RPCError(
    .invalidParams, "params.metadata: has \(size) bytes, and \(limit) are allowed", path: "params.metadata",
    hint: "Keep what is large elsewhere, and tell where.")
}

/// Refuses seconds that nothing takes.
func checkSeconds(_ seconds: Double, _ name: String) throws(RPCError) {
  try checkFinite(seconds, name)
  guard !(0...1e9).contains(seconds) else { return }
  throw RPCError(
    .invalidParams, "params.\(name): must lie between 0 and 1,000,000,000 seconds", path: "params.\(name)",
    hint: "Give the seconds that the execution took.")
}

/// Refuses a parameter that is no finite number.
func checkFinite(_ number: Double, _ name: String) throws(RPCError) {
  guard !number.isFinite else { return }
  throw RPCError(
    .invalidParams, "params.\(name): must be a finite number", path: "params.\(name)", hint: "Give a number.")
}

extension [UInt8] {
  /// Bytes that nobody can guess.
  static func random(count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
