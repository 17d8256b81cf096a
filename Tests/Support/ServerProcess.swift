import CalibraxJSON
package import Foundation
import Glibc

/// The built `calibraxd` as a process of its own.
package final class ServerProcess {
  /// The line it printed when it listened; `nil` when it never did.
  package let ready: String?
  private let process = Process()
  private let errors: FileHandle
  private let errorFile: TemporaryDirectory

  /// Where the package's programs are built: beside the tests.
  package static var programs: String {
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (executable as NSString).deletingLastPathComponent
  }

  /// Starts the server and waits until it listens or has ended.
  ///
  /// - Parameter folder: Where it is started; where the tests are when left out.
  package init(_ arguments: [String], in folder: TemporaryDirectory? = nil, standardError: FileHandle? = nil) throws {
    errorFile = TemporaryDirectory()
    errorFile.write("", to: "stderr")
    errors = FileHandle(forWritingAtPath: errorFile.path("stderr")) ?? .standardError
    process.executableURL = URL(fileURLWithPath: Self.programs + "/calibraxd")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder.path) }
    process.standardError = standardError ?? errors
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output.fileHandleForReading.fileDescriptor, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    ready = line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// Starts a server of a directory.
  package convenience init(_ directory: TemporaryDirectory) throws {
    try self.init(["--data", directory.path])
  }

  deinit { if process.isRunning { kill() } }

  /// HOST:PORT it listens on, when asked to.
  package var tcp: String? {
    ready?.split(separator: " ").first { $0.hasPrefix("tcp=") }.map { String($0.dropFirst("tcp=".count)) }
  }

  package var pid: Int32 { process.processIdentifier }

  /// Waits for the end and returns the exit code.
  package func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  package func kill() {
    Glibc.kill(pid, SIGKILL)
    process.waitUntilExit()
  }

  package func terminate() -> Int32 {
    Glibc.kill(pid, SIGTERM)
    return wait()
  }

  /// What it has written to stderr.
  package var complaints: String { errorFile.read("stderr") ?? "" }
}
