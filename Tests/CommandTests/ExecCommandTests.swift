import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// A program that is run by `calibraxctl exec` notices nothing of it, nor does who started it.
@Suite struct ExecCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func theExitStatusIsThatOfTheProgram(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    #expect(try exec("echo out; echo err >&2") == CommandRun(output: "out\n", complaints: "err\n", code: 0))
    #expect(try health() == [1, 1])
    #expect(try exec("exit 7").code == 7)
    #expect(try health() == [2, 0.5])
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func itsTimeIsRecorded() throws {
    #expect(try exec("sleep 0.2").code == 0)
    let time = try report()?["max_execution_time"]?.double ?? 0
    #expect((0.2..<60).contains(time))
  }

  @Test func itReadsStandardInput() throws {
    #expect(try exec("cat", input: "a\nb\n").output == "a\nb\n")
  }

  @Test func itHasTheEnvironment() throws {
    let run = try CommandRun(
      "calibraxctl", arguments(["sh", "-c", "echo $COLOR"]), environment: ["COLOR": "blue"])
    #expect(run.output == "blue\n")
  }

  @Test func whatIsBehindTheDashesIsItsOwn() throws {
    let run = try CommandRun(
      "calibraxctl", arguments(["printf", "%s\\n", "--help", "-h", "--data", "--", "--pipeline=x", ""]))
    #expect(run == CommandRun(output: "--help\n-h\n--data\n--\n--pipeline=x\n\n", complaints: "", code: 0))
  }

  @Test func itsArgumentsNeedNotBeUTF8() throws {
    let script = #""$0" exec --pipeline p --data "$1" -- printf %s "$(printf 'a\377')" | od -An -tx1"#
    let run = try CommandRun(shell, ["-c", script, ServerProcess.programs + "/calibraxctl", directory.path])
    #expect(run.output == " 61 ff\n")
  }

  @Test func signalsAreAsUsual() throws {
    // calibraxctl itself ignores SIGPIPE, number 13, and holds others back.
    let run = try exec("grep -E 'Sig(Blk|Ign)' /proc/self/status")
    let masks = run.output.split(separator: "\n").compactMap { $0.split(separator: "\t").last }
      .compactMap { UInt64($0, radix: 16) }
    #expect(masks.count == 2)
    #expect(masks.first == 0)
    #expect(masks.last.map { $0 & 1 << 12 } == 0)
  }

  @Test func oneThatIgnoresHangUpsStillDoes() throws {
    let script = #"trap '' HUP; "$0" exec --pipeline p --data "$1" -- sh -c 'kill -HUP $$; echo alive'"#
    let run = try CommandRun(shell, ["-c", script, ServerProcess.programs + "/calibraxctl", directory.path])
    #expect(run.output == "alive\n")
  }

  @Test func aSignalThatEndsItEndsExec() throws {
    let run = try TerminalRun("calibraxctl", arguments(["sh", "-c", "kill -KILL $$"]))
    #expect(try run.end().ending == .killed(signal: SIGKILL))
    #expect(try health() == [1, 0])
    let script = #""$0" exec --pipeline p --data "$1" -- sh -c 'kill -TERM $$'; echo $?"#
    let seen = try CommandRun(shell, ["-c", script, ServerProcess.programs + "/calibraxctl", directory.path])
    #expect(seen.output == "143\n")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGINT])
  func aSignalToExecAloneIsPassedOn(_ signal: Int32) throws {
    let script = "trap 'echo caught; exit 9' TERM HUP QUIT INT; echo ready; while :; do sleep 0.02; done"
    let run = try TerminalRun("calibraxctl", arguments(["sh", "-c", script]))
    try run.wait(for: "ready")
    run.signal(signal)
    let (output, ending) = try run.end()
    #expect(output.hasPrefix("ready\ncaught\n"))
    #expect(ending == .exited(9))
  }

  @Test func anInterruptOfTheTerminalReachesItOnce() throws {
    let script = "trap 'echo caught' INT; echo ready; while ! read line; do :; done; echo $line; exit 3"
    let run = try TerminalRun("calibraxctl", arguments(["sh", "-c", script]))
    try run.wait(for: "ready")
    run.type("\u{3}")
    try run.wait(for: "caught")
    run.type("done\n")
    let (output, ending) = try run.end()
    #expect(output.split(separator: "\n").filter { $0.hasSuffix("caught") }.count == 1)
    #expect(output.contains("\ndone\n"))
    #expect(ending == .exited(3))
  }

  @Test func anInterruptThatEndsItEndsExec() throws {
    let run = try TerminalRun("calibraxctl", arguments(["sh", "-c", "echo ready; exec sleep 100"]))
    try run.wait(for: "ready")
    run.type("\u{3}")
    #expect(try run.end().ending == .killed(signal: SIGINT))
    #expect(try health() == [1, 0])
  }

  @Test func whatCannotBeStartedIsRecordedAsFailed() throws {
    let missing = try CommandRun("calibraxctl", arguments(["nonesuch"]))
    #expect(missing.code == 127)
    #expect(missing.complaints == "calibraxctl: cannot run nonesuch: No such file or directory\n")
    let folder = try CommandRun("calibraxctl", arguments([directory.path]))
    #expect(folder.code == 126)
    #expect(folder.complaints.contains(": Permission denied\n"))
    #expect(try health() == [2, 0])
  }

  @Test func aScriptWithoutAnInterpreterIsTheShells() throws {
    directory.write("echo \"$@\"; exit 4\n", to: "script")
    chmod(directory.path("script"), 0o755)
    let run = try CommandRun("calibraxctl", arguments([directory.path("script"), "a b", "c"]))
    #expect(run == CommandRun(output: "a b c\n", complaints: "", code: 4))
  }

  @Test func whatItRaisesIsSaidOnStderr() throws {
    for _ in 0..<2 { #expect(try exec("exit 1").complaints == "") }
    let run = try exec("exit 1", ["--metadata", "branch=main"])
    #expect(
      run.complaints == "calibraxctl: [error] Pipeline 'p' high error rate: 100% (3/3 recent runs failed): "
        + "pipeline_p_error_rate=1.00 (threshold=0.30)\n")
    let metadata = try call("listAlerts")["alerts"]?[0]?["metadata"]
    #expect(metadata == ["branch": "main", "command": "sh", "exit_code": 1, "pipeline_name": "p"])
  }

  @Test func whereNothingCanBeRecordedTheExitStatusStays() throws {
    let flags = [["--data", "/proc/none"], ["--server", "unix:" + directory.path("none.sock")]]
    for flags in flags {
      let run = try CommandRun("calibraxctl", ["exec", "--pipeline", "p"] + flags + ["--", "sh", "-c", "exit 3"])
      #expect(run.code == 3)
      #expect(run.complaints.hasPrefix("calibraxctl: the execution is not recorded: "))
    }
    let name = String(repeating: "p", count: 100_000)
    let refused = try CommandRun(
      "calibraxctl", ["exec", "--pipeline", name, "--data", directory.path, "--", "sh", "-c", "exit 4"])
    #expect(refused.code == 4)
    #expect(refused.complaints.hasPrefix("calibraxctl: the execution is not recorded: --pipeline: "))
  }

  @Test func aServerThatHangsIsGivenUp() throws {
    let silent = try SilentServer()
    let run = try RunningCommand(
      "calibraxctl",
      ["exec", "--pipeline", "p", "--server", "unix:" + silent.path, "--timeout", "0.2", "--", "sh", "-c", "exit 3"])
    _ = silent.acceptLine()
    let ended = run.end()
    #expect(ended.code == 3)
    #expect(ended.complaints == "calibraxctl: the execution is not recorded: no answer within 0.2 s\n")
  }

  @Test func aSignalDoesNotWaitForTheServer() throws {
    let silent = try SilentServer()
    let run = try TerminalRun(
      "calibraxctl",
      ["exec", "--pipeline", "p", "--server", "unix:" + silent.path, "--timeout", "100", "--", "sh", "-c", "exit 3"])
    _ = silent.acceptLine()
    run.type("\u{3}")
    #expect(try run.end().ending == .exited(3))
  }

  @Test(
    arguments: [
      (["exec", "--", "touch", "ran"], "--pipeline is missing"),
      (["exec", "--pipeline", "p"], "exec needs a program: calibraxctl exec --pipeline NAME -- COMMAND"),
      (["exec", "--pipeline", "p", "--"], "exec needs a program"),
      (["exec", "--pipeline", "--", "touch", "ran"], "--pipeline needs a value"),
      (["exec", "--pipeline", "p", "touch", "ran"], "Write calibraxctl exec [flags] -- touch "),
      (["exec", "--pipeline", "p", "--metadata", "x", "--", "touch", "ran"], "--metadata needs KEY=VALUE"),
      (["exec", "--pipeline", "p", "--server", "here", "--", "touch", "ran"], "\"here\" is no address"),
      (["exec", "--pipeline", "p", "--timeout", "x", "--", "touch", "ran"], "--timeout needs a number"),
      (["exec", "--pipelin", "p", "--", "touch", "ran"], "Did you mean --pipeline?"),
    ])
  func aCommandLineThatMakesNoSenseRunsNothing(_ arguments: [String], _ complaint: String) throws {
    let arguments = arguments.map { $0 == "ran" ? directory.path("ran") : $0 }
    let run = try CommandRun("calibraxctl", arguments)
    #expect(run.code == 2)
    #expect(run.complaints.contains(complaint), "\(run.complaints)")
    #expect(directory.list("") == [])
  }

  @Test func otherCommandsTakeTheDashesAsTheEndOfFlags() throws {
    let run = try CommandRun("calibraxctl", ["record", "--data", directory.path, "--", "--odd", "1"])
    #expect(run.code == 0, "\(run.complaints)")
    #expect(try call("listSeries")["series"]?[0]?["key"] == "--odd")
  }

  private let shell = String(repeating: "../", count: 30) + "bin/sh"

  private func arguments(_ program: [String], _ flags: [String] = []) -> [String] {
    ["exec", "--pipeline", "p", "--data", directory.path] + flags + ["--"] + program
  }

  /// Runs a script of the shell.
  private func exec(_ script: String, _ flags: [String] = [], input: String = "") throws -> CommandRun {
    try CommandRun("calibraxctl", arguments(["sh", "-c", script], flags), input: input)
  }

  /// How many executions there are, and which part of them succeeded.
  private func health() throws -> [Double?] {
    let report = try report()
    return [report?["total_executions"]?.double, report?["success_rate"]?.double]
  }

  private func report() throws -> JSON? { try call("healthReport")["pipelines"]?["p"] }

  private func call(_ method: String) throws -> JSON {
    try JSON(
      parsing: Array(CommandRun("calibraxctl", ["call", method, "--data", directory.path]).output.utf8))
  }
}
