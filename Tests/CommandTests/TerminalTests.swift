import CalibraxTestSupport
import Foundation
import Glibc
import Testing

/// What people see on a terminal, and what a pipe gets instead.
@Suite struct TerminalTests {
  let directory = TemporaryDirectory()

  @Test(
    arguments: [
      ([:], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false),
    ] as [([String: String], Bool)])
  func colourWhereItIsWanted(_ environment: [String: String], _ isColored: Bool) throws {
    store(2)
    let verdict = try terminal(check, environment: environment)
    let word = isColored ? "\u{1B}[31mFAIL\u{1B}[0m" : "FAIL"
    #expect(verdict.output == "\(word): 1 regression(s) detected:\n  ↑ p latency: 1.00 → 2.00 (+100.0%)\n")
    #expect(verdict.ending == .exited(1))
  }

  @Test func aPipeGetsTheTextAlone() throws {
    store(2)
    #expect(try piped(check) == "FAIL: 1 regression(s) detected:\n  ↑ p latency: 1.00 → 2.00 (+100.0%)\n")
    #expect(!(try piped(trend).contains("┤")))
  }

  @Test(arguments: [40, 120])
  func thePlotIsAsWideAsTheTerminal(_ columns: Int) throws {
    store(200)
    let plot = try plot(terminal(trend, columns: columns, environment: ["NO_COLOR": "1"]).output)
    #expect(plot.first?.hasPrefix("200 ┤") == true)
    #expect(plot.last?.hasPrefix("    └─") == true)
    #expect(plot.last?.count == columns)
    #expect(plot.allSatisfy { $0.count <= columns })
  }

  @Test(arguments: [("30", 30), ("0", 60), ("wide", 60)])
  func theWidthThatTheEnvironmentSays(_ variable: String, _ width: Int) throws {
    store(200)
    let plot = try plot(terminal(trend, columns: 60, environment: ["COLUMNS": variable]).output)
    #expect(plot.last?.count == width)
  }

  @Test func aReaderThatHasGoneIsNoFailure() throws {
    store(200)
    for (arguments, code) in [(["runs"], 0), (trend, 0), (check, 1), (["help"], 0)] as [([String], Int32)] {
      let run = try CommandRun("calibraxctl", arguments + data(arguments), standardOutput: pipeWithoutReader())
      #expect(run.complaints == "")
      #expect(run.code == code)
    }
  }

  @Test func outputThatCannotBeWrittenIsAFailure() throws {
    store(2)
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let run = try CommandRun("calibraxctl", ["runs"] + data(), standardOutput: full)
    #expect(run.complaints == "calibraxctl: cannot write to standard output: No space left on device\n")
    #expect(run.code == 3)
  }

  @Test func anInterruptEndsIt() throws {
    let silent = try SilentServer()
    let run = try TerminalRun("calibraxctl", ["ping", "--server", silent.path, "--timeout", "100"])
    _ = silent.acceptLine()
    run.type("\u{03}")
    #expect(try run.end().ending == .exited(130))
    // It hangs up when nothing holds it any more.
    extendLifetime(silent)
  }

  private let check = ["check"]
  private let trend = ["trend", "--metric", "latency", "--point", "p"]

  /// Stores runs whose latency rises by one each, the first of them as baseline.
  private func store(_ count: Int) {
    for index in 1...count {
      let timestamp = "2026-03-01T12:\(padded(index / 60)):\(padded(index % 60))"
      let run = sampleRun("r\(index)", value: Double(index), timestamp: timestamp)
      directory.write(run, to: "runs/r\(index).json")
      if index == 1 { directory.write(run, to: "baselines/main.json") }
    }
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func data(_ arguments: [String] = []) -> [String] {
    arguments == ["help"] ? [] : ["--data", directory.path]
  }

  private func terminal(
    _ arguments: [String], columns: Int = 80, environment: [String: String] = [:]
  ) throws -> (output: String, ending: TerminalRun.Ending) {
    try TerminalRun("calibraxctl", arguments + data(), columns: columns, environment: environment).end()
  }

  /// What a command prints into a pipe.
  private func piped(_ arguments: [String]) throws -> String {
    let pipe = Pipe()
    _ = try CommandRun("calibraxctl", arguments + data(), standardOutput: pipe.fileHandleForWriting)
    try pipe.fileHandleForWriting.close()
    return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
  }

  /// No program that is started meanwhile gets the reading end, which would be a reader.
  private func pipeWithoutReader() -> FileHandle {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    close(ends[0])
    return FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
  }

  private func plot(_ output: String) -> [Substring] {
    output.split(separator: "\n").filter { "┤│└".contains($0.drop { $0 == " " || $0.isNumber }.first ?? " ") }
  }
}
