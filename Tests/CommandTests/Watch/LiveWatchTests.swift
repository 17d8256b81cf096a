import CalibraxJSON
import CalibraxTestSupport
import Glibc
import Testing

/// Executions on a terminal, while they run.
@Suite struct LiveWatchTests {
  let directory = TemporaryDirectory()
  private static let taken = "\u{1B}[?1049h"
  private static let givenBack = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  @Test func anExecutionFromItsBeginningToItsEnd() throws {
    let server = try ServerProcess(directory)
    try call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    let watch = try watch("e")
    try watch.wait(for: Self.taken)
    try watch.wait(for: "nothing recorded yet")
    try call(
      "defineMetric",
      ["execution_id": "e", "key": "epochs", "scale": ["lower": 0, "upper": 4, "progress": true]])
    try call("record", ["execution_id": "e", "key": "epochs", "value": 1])
    try watch.wait(for: "25 %  1/4")
    try call(
      "defineMetric",
      [
        "execution_id": "e", "key": "loss", "group": ["name": "training", "units": "epoch"], "scale": ["units": "nats"],
      ])
    try call("record", ["execution_id": "e", "key": "loss", "value": 2, "at": 0])
    try watch.wait(for: "training   ● loss 2 nats")
    try call("record", ["execution_id": "e", "key": "loss", "value": 1, "at": 1])
    try watch.wait(for: "loss 1 nats")
    try watch.wait(for: "epoch")
    try call("finishExecution", ["execution_id": "e", "success": true])
    try watch.wait(for: "━━ e  succeeded 0:0")
    try watch.wait(for: "25 %  1/4  stopped")
    watch.type("q")
    let (output, ending) = try watch.end()
    #expect(ending == .exited(0))
    // How it stood is left behind.
    let left = output.rest(behind: Self.givenBack)
    #expect(left.hasPrefix("━━ e  succeeded 0:0"))
    #expect(left.hasSuffix("25 %  1/4  stopped\n"))
    #expect(server.terminate() == 0)
  }

  @Test(arguments: [("\u{03}", .exited(130)), ("q", .exited(0))] as [(String, TerminalRun.Ending)])
  func keysThatEndIt(_ key: String, _ expected: TerminalRun.Ending) throws {
    let server = try ServerProcess(directory)
    let watch = try watch()
    try watch.wait(for: "Nothing runs. What begins is shown here.")
    #expect(!watch.isAsShellsLeaveIt)
    watch.type(key)
    let (output, ending) = try watch.end()
    #expect(ending == expected)
    #expect(output.contains(Self.givenBack))
    #expect(watch.isAsShellsLeaveIt)
    #expect(server.terminate() == 0)
  }

  @Test func keysAreTakenFromTheTerminalWhateverStandardInputIs() throws {
    let server = try ServerProcess(directory)
    let watch = try TerminalRun(
      "calibraxctl", ["watch", "--data", directory.path], standardInput: "/dev/null", environment: ["NO_COLOR": "1"])
    try watch.wait(for: "q quit")
    watch.type("q")
    #expect(try watch.end().ending == .exited(0))
    #expect(watch.isAsShellsLeaveIt)
    #expect(server.terminate() == 0)
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func signalsThatEndIt(_ number: Int32) throws {
    let server = try ServerProcess(directory)
    let watch = try watch()
    try watch.wait(for: "Nothing runs")
    watch.signal(number)
    let (output, ending) = try watch.end()
    #expect(ending == .killed(signal: number))
    #expect(output.contains(Self.givenBack))
    #expect(watch.isAsShellsLeaveIt)
    #expect(server.terminate() == 0)
  }

  @Test func aServerThatGoesAwayIsWaitedFor() throws {
    var server = try ServerProcess(directory)
    let watch = try watch()
    try watch.wait(for: "Nothing runs")
    server.kill()
    try watch.wait(for: "reconnecting…")
    server = try ServerProcess(directory)
    try call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    try call("record", ["execution_id": "e", "key": "loss", "value": 2])
    try watch.wait(for: "━━ e  running")
    try watch.wait(for: "● loss 2")
    watch.type("q")
    #expect(try watch.end().ending == .exited(0))
    #expect(server.terminate() == 0)
  }

  @Test func aServerThatHangsDoesNotTakeTheKeyboard() throws {
    let silent = try SilentServer()
    let watch = try TerminalRun("calibraxctl", ["watch", "--server", silent.path, "--timeout", "100"])
    _ = silent.acceptLine()
    watch.type("\u{03}")
    let (output, ending) = try watch.end()
    // It hangs up when nothing holds it any more.
    extendLifetime(silent)
    #expect(ending == .exited(130))
    #expect(!output.contains(Self.taken))
  }

  @Test func aServerThatHangsLaterDoesNotEither() throws {
    let server = try ServerProcess(directory)
    try call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    for key in 0..<9 { try call("record", ["execution_id": "e", "key": .string("m\(key)"), "value": 1, "at": 3]) }
    let watch = try watch("e")
    try watch.wait(for: "1–23 of ")
    kill(server.pid, SIGSTOP)
    watch.type("j")
    try watch.wait(for: "2–24 of ")
    watch.type("q")
    #expect(try watch.end().ending == .exited(0))
    kill(server.pid, SIGCONT)
    #expect(server.terminate() == 0)
  }

  @Test func anotherSizeIsDrawnWhole() throws {
    let server = try ServerProcess(directory)
    try call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    for key in 0..<9 { try call("record", ["execution_id": "e", "key": .string("m\(key)"), "value": 1, "at": 3]) }
    let watch = try watch("e")
    try watch.wait(for: "1–23 of ")
    try watch.resize(columns: 20, rows: 5)
    try watch.wait(for: "\u{1B}[2J")
    try watch.wait(for: "\u{1B}[5;1Hq quit  ↑↓ scroll  …")
    try watch.resize(columns: 200, rows: 60)
    try watch.wait(for: "● m8 1")
    try watch.wait(for: "\u{1B}[60;1Hq quit\u{1B}[K")
    try watch.resize(columns: 80, rows: 24)
    try watch.wait(for: "\u{1B}[24;1Hq quit  ↑↓ scroll  1–23 of ")
    watch.type("\u{1B}[B")
    try watch.wait(for: "2–24 of ")
    watch.type("G")
    try watch.wait(for: "● m8 1")
    watch.type("q")
    #expect(try watch.end().ending == .exited(0))
    #expect(server.terminate() == 0)
  }

  @Test func whatCannotBeShownIsSaidOnTheTerminalAsItIs() throws {
    let server = try ServerProcess(directory)
    let (output, ending) = try watch("none").end()
    #expect(output.hasPrefix("calibraxctl: There is no execution \"none\"."))
    #expect(ending == .exited(5))
    #expect(server.terminate() == 0)
  }

  @Test func aTerminalWithoutAScreenGetsLines() throws {
    let server = try ServerProcess(directory)
    try call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    try call("record", ["execution_id": "e", "key": "loss", "value": 2, "at": 0])
    let watch = try TerminalRun(
      "calibraxctl", ["watch", "e", "--data", directory.path], environment: ["TERM": "dumb"])
    try watch.wait(for: "e loss 0 2")
    watch.type("\u{03}")
    #expect(try watch.end().ending == .exited(130))
    #expect(server.terminate() == 0)
  }

  /// Without colours, which would stand between the words.
  private func watch(_ execution: String...) throws -> TerminalRun {
    try TerminalRun(
      "calibraxctl", ["watch", "--data", directory.path] + execution, environment: ["NO_COLOR": "1"])
  }

  private func call(_ method: String, _ params: JSON) throws {
    let answer = try LineSocket(unix: directory.path("calibrax.sock")).call(method, params)
    #expect(answer["error"] == nil, "\(answer)")
  }
}

extension String {
  /// What stands behind the last time that a text is in it.
  fileprivate func rest(behind text: String) -> String {
    ranges(of: text).last.map { String(self[$0.upperBound...]) } ?? ""
  }
}
