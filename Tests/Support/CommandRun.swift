package import Foundation

/// What a program printed and how it ended.
package struct CommandRun: Equatable, Sendable {
  package let output: String
  package let complaints: String
  package let code: Int32

  /// The variables that every program needs, and what sanitizers are told.
  static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
    .merging(ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }) { $1 }

  package init(output: String, complaints: String, code: Int32) {
    self.output = output
    self.complaints = complaints
    self.code = code
  }

  /// Runs one of the package's programs to its end.
  ///
  /// - Parameters:
  ///   - environment: Variables beside the few that every program needs.
  ///   - standardOutput: Where it prints; a file that is read at the end when left out.
  ///   - folder: Its working directory; ours when left out.
  package init(
    _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:],
    standardOutput: FileHandle? = nil, in folder: String? = nil
  ) throws {
    let directory = TemporaryDirectory()
    directory.write(input, to: "input")
    directory.write("", to: "output")
    directory.write("", to: "complaints")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: ServerProcess.programs + "/" + program)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = Self.environment.merging(environment) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: directory.path("input"))
    process.standardOutput = standardOutput ?? FileHandle(forWritingAtPath: directory.path("output"))
    process.standardError = FileHandle(forWritingAtPath: directory.path("complaints"))
    try process.run()
    process.waitUntilExit()
    output = directory.read("output") ?? ""
    complaints = directory.read("complaints") ?? ""
    code = process.terminationStatus
  }
}
