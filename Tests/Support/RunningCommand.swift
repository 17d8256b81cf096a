package import Foundation
import Glibc

/// One of the package's programs while it runs, with an input that goes on.
package final class RunningCommand {
  /// Its input.
  package let input: FileHandle
  private let process = Process()
  private let directory = TemporaryDirectory()

  package init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    directory.write("", to: "output")
    directory.write("", to: "complaints")
    process.executableURL = URL(fileURLWithPath: ServerProcess.programs + "/" + program)
    process.arguments = arguments
    process.environment = CommandRun.environment.merging(environment) { $1 }
    let pipe = Pipe()
    input = pipe.fileHandleForWriting
    process.standardInput = pipe
    process.standardOutput = FileHandle(forWritingAtPath: directory.path("output"))
    process.standardError = FileHandle(forWritingAtPath: directory.path("complaints"))
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What it has printed so far.
  package var output: String { directory.read("output") ?? "" }
  /// What it has written to stderr so far.
  package var complaints: String { directory.read("complaints") ?? "" }

  /// Writes to its input; waits while the program does not read.
  package func send(_ text: String) throws {
    try input.write(contentsOf: Data(text.utf8))
  }

  /// Sends it a signal, and nobody else.
  package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Ends its input.
  package func endInput() throws {
    try input.close()
  }

  /// Waits for its end.
  package func end() -> CommandRun {
    process.waitUntilExit()
    return CommandRun(output: output, complaints: complaints, code: process.terminationStatus)
  }
}
