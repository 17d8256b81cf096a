import CalibraxRPC

/// Refuses a parameter that is empty or too long.
func checkText(_ text: String, _ name: String, limit: Int = 512) throws(RPCError) {
  guard text.isEmpty || text.utf8.count > limit else { return }
  throw RPCError(
    .invalidParams, "params.\(name): must have 1 to \(limit) bytes", path: "params.\(name)",
    hint: text.isEmpty ? "Do not leave it empty." : "Say it shorter.")
}

/// Refuses a name that no pipeline can have.
func checkPipelineName(_ name: String) throws(RPCError) {
  guard name.isEmpty || name.utf8.count > 512 else { return }
  throw RPCError(
    .invalidParams, "params.pipeline_name: must have 1 to 512 bytes", path: "params.pipeline_name",
    hint: "Name what is executed.")
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
