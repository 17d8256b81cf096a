import CalibraxAPI
import Glibc

/// A name that nothing else has: 32 hexadecimal digits.
func randomName() -> String {
  let digits = String(UInt128.random(in: 0 ... .max), radix: 16)
  return String(repeating: "0", count: 32 - digits.count) + digits
}

/// What this program is called.
func programName() -> String {
  let name = CommandLine.arguments.first?.split(separator: "/").last.map { String($0) }
  return name ?? "unnamed"
}

/// Writes a line for people.
func writeToStandardError(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(2, bytes, bytes.count)
}

extension StartExecution.Params {
  /// A new execution, with an identifier of its own, so that beginning it may be repeated.
  init(newNamed pipelineName: String) {
    self.init()
    self.pipelineName = pipelineName
    executionID = randomName()
  }
}
