import CalibraxJSON
import CalibraxTestSupport
import Testing

/// The commands that record and list samples and executions, with a server and without one.
@Suite struct MetricCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func anExecutionFromItsBeginToItsEnd(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    let started = try run(["execution", "start", "train", "--id", "e1", "--tag", "model=small"])
    #expect(started == CommandRun(output: "e1\n", complaints: "", code: 0))
    #expect(try run(["record", "loss", "0.5", "--at", "1", "--execution", "e1"]).code == 0)
    #expect(try run(["record", "loss", "0.25", "--at", "2", "--execution", "e1"]).output == "")
    #expect(try run(["record", "queue", "7", "--at", "3"]).code == 0)
    #expect(try run(["series", "--key", "queue"]).output.hasSuffix("  1     7\n"))
    let series = try run(["series", "--execution", "e1"])
    #expect(
      series.output == """
        Key   Execution  Group  Samples  Last
        loss  e1         -            2  0.25

        """)
    let running = try json(["execution", "list"])["executions"]?.elements?.first
    #expect(running?["state"] == "running")
    #expect(running?["tags"] == ["model": "small"])
    let finished = try run(["execution", "finish", "e1", "--failure"])
    #expect(finished.output.hasPrefix("Execution e1 failed after "))
    #expect(try run(["execution", "list", "--state", "running"]).output.split(separator: "\n").count == 1)
    #expect(try run(["execution", "list", "--state", "failed"]).output.contains("e1         train     failed"))
    #expect(try json(["series"])["series"]?.elements?.map { $0["key"]?.string } == ["loss", "queue"])
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func withoutAnIdOneIsMade() throws {
    let first = try run(["execution", "start", "train"]).output
    let second = try run(["execution", "start", "train"]).output
    #expect(first.hasSuffix("\n") && first.count > 10 && first != second)
  }

  @Test(
    arguments: [
      (["record"], 2, "record needs KEY VALUE"), (["record", "loss"], 2, "record needs KEY VALUE"),
      (["record", "loss", "high"], 2, "VALUE needs a number, not \"high\""),
      (["record", "loss", "nan"], 2, "VALUE needs a number, not \"nan\""),
      (["record", "loss", "0x10"], 2, "VALUE needs a number, not \"0x10\""),
      (["record", "loss", "1", "--at", "now"], 2, "--at needs a number"),
      (["record", "", "1"], 2, "KEY: "),
      (["record", "loss", "1", "--execution", "none"], 5, "There is no execution \"none\"."),
      (["execution"], 2, "execution what? There are execution start, execution finish, execution list"),
      (["execution", "strat", "a"], 2, "Did you mean execution start?"),
      (["execution", "start"], 2, "execution start needs NAME"),
      (["execution", "finish", "e1"], 2, "execution finish needs either --success or --failure"),
      (["execution", "finish", "e1", "--success", "--failure"], 2, "needs either --success or --failure"),
      (["execution", "finish", "none", "--success"], 5, "There is no execution \"none\"."),
      (["execution", "list", "--state", "runing"], 2, "Did you mean running?"),
    ] as [([String], Int32, String)])
  func whatMakesNoSenseIsRefused(_ arguments: [String], _ code: Int32, _ complaint: String) throws {
    _ = try run(["execution", "start", "train", "--id", "e1"])
    let refused = try run(arguments)
    #expect(refused.code == code)
    #expect(refused.output == "")
    #expect(refused.complaints.contains(complaint), "\(refused.complaints)")
  }

  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun("calibraxctl", arguments + ["--data", directory.path])
  }

  private func json(_ arguments: [String]) throws -> JSON {
    try JSON(parsing: Array(run(arguments + ["--format", "json"]).output.utf8))
  }
}
