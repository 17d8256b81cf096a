import Dispatch
import Foundation
import Synchronization

/// What a row leaves behind: directories to be removed and processes to be killed, also when the bench is interrupted.
enum Leftovers {
  private struct Listed: ~Copyable {
    var directories: [String] = []
    var processes: [Process] = []
  }

  private static let listed = Mutex(Listed())

  /// A new directory.
  static func makeDirectory() throws -> String {
    var template = Array((NSTemporaryDirectory() + "/calibrax-bench-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchError("cannot make a temporary directory") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    listed.withLock { $0.directories.append(path) }
    return path
  }

  /// Starts a process that is killed in the end, and returns its number.
  static func run(_ process: sending Process) throws -> Int32 {
    try listed.withLock {
      try process.run()
      $0.processes.append(process)
      return process.processIdentifier
    }
  }

  /// How a process that was started has ended; `nil` while it runs.
  static func ending(of identifier: Int32) -> String? {
    listed.withLock { listed in
      guard let process = listed.processes.first(where: { $0.processIdentifier == identifier }), !process.isRunning
      else { return nil }
      let isKilled = process.terminationReason == .uncaughtSignal
      return (isKilled ? "was ended by signal " : "ended with status ") + "\(process.terminationStatus)"
    }
  }

  /// Kills the processes and removes the directories.
  static func removeAll() { listed.withLock { removeAll(&$0) } }

  private static func removeAll(_ listed: inout Listed) {
    for process in listed.processes where process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    for directory in listed.directories { try? FileManager.default.removeItem(atPath: directory) }
    listed.processes = []
    listed.directories = []
  }

  /// Does the same when somebody interrupts the bench.
  static func removeWhenInterrupted() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        // Holds the source, which would go with the last reference to it.
        source.suspend()
        listed.withLock {
          removeAll(&$0)
          // Still under the lock, so that the row cannot start anything more.
          exit(128 + number)
        }
      }
      source.activate()
    }
  }
}

/// Why a row could not be measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
