import CalibraxSystem
import CalibraxTestSupport
import Foundation
import Glibc

/// A repository that results are pushed to, made with the real git.
final class RemoteRepository: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let directory = TemporaryDirectory()
  let path: String

  init(bare: Bool = false) throws {
    path = directory.path("project/results.git")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try git(["init", "-q", "-b", "main"] + (bare ? ["--bare"] : []))
  }

  /// Commits files to the branch that is checked out; gives the commit.
  @discardableResult
  func commit(_ files: [String: String]) throws -> String {
    for (name, text) in files { directory.write(text, to: "project/results.git/" + name) }
    try git(["add", "-A"])
    return try commit()
  }

  /// Commits what has been added.
  @discardableResult
  func commit(_ options: String...) throws -> String {
    try git(["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "commit", "-q", "-m", "Results"] + options)
    return try git(["rev-parse", "HEAD"])
  }

  @discardableResult
  func git(_ arguments: [String]) throws -> String {
    try Self.git(["-C", path] + arguments)
  }

  @discardableResult
  static func git(_ arguments: [String]) throws -> String {
    let (outcome, output) = ChildProcess.output(
      of: ["git"] + arguments, environment: ["GIT_CONFIG_GLOBAL": "/dev/null"], timeLimit: 60)
    guard case .exited(0, _) = outcome else { throw Failure(description: "git \(arguments): \(outcome)") }
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// A server of a folder that asks for a password; ended when the value is gone.
final class GitServer {
  let url: String
  let port: Int
  private let process = Process()
  private let input = Pipe()
  private let directory = TemporaryDirectory()

  init(_ folder: String, credentials: String, redirect: String? = nil) throws {
    directory.write("", to: "log")
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", Fixtures.path("git_server.py"), folder, credentials, directory.path("log")]
      + [redirect].compactMap { $0 }
    // It ends when this does, however that ends.
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .newlines)) else {
      throw RemoteRepository.Failure(description: "the server did not start")
    }
    self.port = port
    url = "http://127.0.0.1:\(port)"
  }

  deinit { kill(process.processIdentifier, SIGKILL) }

  /// A line for each request: its path and what came as authorization.
  var requests: [String] { (directory.read("log") ?? "").split(separator: "\n").map { String($0) } }
}
