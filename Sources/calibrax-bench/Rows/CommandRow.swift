import Foundation

/// A check from the shell: the whole command, its start included.
enum CommandRow: Row {
  static let name = "command"
  static let summary = "run calibraxctl check on 1,000 runs, beside the Python calibrax"

  private static let runs = 1_000

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let directory = try Leftovers.makeDirectory()
    try SampleStore.fill(directory, runs: runs)
    let python = Python.has("calibrax") ? [Subject("Python calibrax check", { try time(pythonCheck, directory) })] : []
    let withoutServer = [
      ("every file read", true), ("from the index", false),
    ].map { name, isCold in
      Subject(name) {
        if isCold { try FileManager.default.moveItem(atPath: directory + "/index", toPath: directory + "/aside") }
        defer {
          if isCold { try? FileManager.default.moveItem(atPath: directory + "/aside", toPath: directory + "/index") }
        }
        return try time(calibraxctl, directory)
      }
    }
    var results = try withoutServer.map { way in
      try Measurement.take(
        "calibraxctl check, no server, \(way.name)", "ms", better: .lower,
        budgets: [.advantage(10, over: "Python calibrax check")], repeats: settings.repeats,
        [Subject("calibrax", way.measure)] + python)
    }
    let server = try ServerProcess.calibraxd(serving: directory)
    results.append(
      try Measurement.take(
        "calibraxctl check, a server running", "ms", better: .lower, budgets: [.median(15)], repeats: settings.repeats,
        [Subject("calibrax", { try time(calibraxctl, directory) })]))
    kill(server.identifier, SIGTERM)
    return results
  }

  private static let calibraxctl = [ServerProcess.programs + "/calibraxctl", "check", "--data"]
  private static let pythonCheck = [
    "/usr/bin/env", Python.interpreter, "-c", "from calibrax.cli.main import main; main()", "check",
    "--data",
  ]

  /// Milliseconds from the start of a command to its end.
  private static func time(_ command: [String], _ directory: String) throws -> Double {
    // 1 is a regression.
    try CommandTime(command + [directory], allowed: [0, 1]).seconds * 1_000
  }
}
