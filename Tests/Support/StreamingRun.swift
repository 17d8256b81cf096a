import Foundation
import Glibc

/// One of the package's programs whose lines are read while it runs.
package final class StreamingRun {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private let process = Process()
  private let output = Lines()
  private let complaints = Lines()

  /// The lines of a pipe.
  private final class Lines {
    let pipe = Pipe()
    private var received: [UInt8] = []

    /// The next line; `nil` behind the last. Throws when none comes in time.
    func next(seconds: Double) throws -> String? {
      let descriptor = pipe.fileHandleForReading.fileDescriptor
      while true {
        if let end = received.firstIndex(of: 0x0A) {
          defer { received.removeSubrange(...end) }
          return String(decoding: received[..<end], as: UTF8.self)
        }
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&ready, 1, Int32(seconds * 1_000)) == 0 { throw Failure(description: "no line within \(seconds) s") }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &buffer, buffer.count)
        if count <= 0 { return nil }
        received += buffer[..<count]
      }
    }
  }

  package init(_ program: String, _ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: ServerProcess.programs + "/" + program)
    process.arguments = arguments
    process.environment = CommandRun.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.pipe
    process.standardError = complaints.pipe
    try process.run()
    for pipe in [output.pipe, complaints.pipe] { try pipe.fileHandleForWriting.close() }
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// The next line on stdout; `nil` behind the last.
  package func line(seconds: Double = 20) throws -> String? { try output.next(seconds: seconds) }

  /// The next line on stderr; `nil` behind the last.
  package func complaint(seconds: Double = 20) throws -> String? { try complaints.next(seconds: seconds) }

  /// Waits for the end and returns the exit code.
  package func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }
}
