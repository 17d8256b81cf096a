import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

/// What a host uses, recorded until somebody has seen enough.
@Suite struct AgentTests {
  let directory = TemporaryDirectory()

  @Test func whatTheHostUsesIsRecordedUntilItIsToldToEnd() throws {
    let server = try ServerProcess(directory)
    let agent = try agent("--host", "worker 1")
    #expect(eventually { agent.output == "agent-worker-1\n" })
    let running = try execution("agent-worker-1")
    #expect(running?["state"] == "running")
    #expect(running?["pipeline_name"] == "agent")
    #expect(running?["tags"] == ["host": "worker 1"])
    #expect(eventually { (try? samples("host_memory_percent", "agent-worker-1").count) ?? 0 > 2 })
    let keys = try keys("agent-worker-1")
    #expect(keys.isSuperset(of: ["host_memory_percent", "host_memory_used_mb", "disk_used_percent", "disk_free_mb"]))
    // They would be the agent's own.
    #expect(keys.isDisjoint(with: ["cpu_percent", "memory_rss_mb"]))
    agent.signal(SIGTERM)
    let run = agent.end()
    #expect(run.code == 0)
    #expect(run.complaints.wholeMatch(of: /calibraxctl: \d+ recorded\n/) != nil, "\(run.complaints)")
    #expect(try execution("agent-worker-1")?["state"] == "succeeded")
    let points = try samples("host_memory_percent", "agent-worker-1")
    #expect(points == points.sorted())
    #expect(points.allSatisfy { $0 >= 0 })
    #expect(server.terminate() == 0)
  }

  @Test func anInterruptEndsIt() throws {
    let server = try ServerProcess(directory)
    let agent = try TerminalRun("calibraxctl", arguments(["--host", "a"]))
    try agent.wait(for: "agent-a")
    agent.type("\u{3}")
    #expect(try agent.end().ending == .exited(130))
    #expect(try execution("agent-a")?["state"] == "succeeded")
    #expect(server.terminate() == 0)
  }

  @Test func aProcessThatIsNamed() throws {
    let server = try ServerProcess(directory)
    let sleep = try RunningCommand("calibraxctl", ["exec", "--pipeline", "p", "--data", directory.path, "--", "cat"])
    let agent = try agent("--host", "a", "--pid", "\(server.pid)")
    #expect(eventually { (try? keys("agent-a"))?.isSuperset(of: ["cpu_percent", "memory_rss_mb"]) ?? false })
    agent.signal(SIGTERM)
    #expect(agent.end().code == 0)
    try sleep.endInput()
    #expect(sleep.end().code == 0)
    #expect(server.terminate() == 0)
  }

  @Test func oneThatRunsIsGoneOnWithAndAfterItsEndThereIsAnother() throws {
    let server = try ServerProcess(directory)
    let first = try agent("--host", "a")
    #expect(eventually { (try? samples("host_memory_percent", "agent-a").count) ?? 0 > 1 })
    first.signal(SIGKILL)
    _ = first.end()
    let count = try samples("host_memory_percent", "agent-a").count
    let second = try agent("--host", "a")
    #expect(eventually { (try? samples("host_memory_percent", "agent-a").count) ?? 0 > count })
    #expect(second.output == "agent-a\n")
    let points = try samples("host_memory_percent", "agent-a")
    #expect(points == points.sorted())
    second.signal(SIGTERM)
    #expect(second.end().code == 0)

    let third = try agent("--host", "a")
    #expect(eventually { third.output.hasPrefix("agent-a-2") })
    third.signal(SIGTERM)
    #expect(third.end().code == 0)
    #expect(try execution(String(third.output.dropLast()))?["state"] == "succeeded")
    #expect(server.terminate() == 0)
  }

  @Test func anExecutionOfSomebodyElseIsNotEnded() throws {
    let server = try ServerProcess(directory)
    try call("startExecution", ["pipeline_name": "train", "execution_id": "t"])
    let agent = try agent("--execution", "t")
    #expect(eventually { (try? keys("t"))?.contains("host_memory_percent") ?? false })
    agent.signal(SIGTERM)
    #expect(agent.end().code == 0)
    #expect(try execution("t")?["state"] == "running")
    try call("finishExecution", ["execution_id": "t", "success": true])
    let over = try CommandRun("calibraxctl", arguments(["--execution", "t"]))
    #expect(over.code == 5)
    #expect(over.complaints.contains("The execution \"t\" is over."))
    #expect(server.terminate() == 0)
  }

  @Test func aServerThatIsRestartedGetsWhatWasReadMeanwhile() throws {
    var server = try ServerProcess(directory)
    let agent = try agent("--host", "a")
    #expect(eventually { (try? samples("host_memory_percent", "agent-a").count) ?? 0 > 1 })
    server.kill()
    #expect(eventually(seconds: 20) { agent.complaints.contains("metrics wait until it goes on") })
    server = try ServerProcess(directory)
    let count = try samples("host_memory_percent", "agent-a").count
    #expect(eventually(seconds: 20) { (try? samples("host_memory_percent", "agent-a").count) ?? 0 > count + 3 })
    agent.signal(SIGTERM)
    #expect(agent.end().code == 0)
    #expect(try execution("agent-a")?["state"] == "succeeded")
    let points = try samples("host_memory_percent", "agent-a")
    #expect(points == points.sorted())
    #expect(Set(points).count == points.count)
    #expect(server.terminate() == 0)
  }

  @Test func aServerThatIsGoneInTheEndIsMissed() throws {
    let server = try ServerProcess(directory)
    let agent = try agent("--host", "a", "--timeout", "0.5")
    #expect(eventually { (try? samples("host_memory_percent", "agent-a").count) ?? 0 > 1 })
    server.kill()
    #expect(eventually(seconds: 20) { agent.complaints.contains("metrics wait until it goes on") })
    agent.signal(SIGTERM)
    let run = agent.end()
    #expect(run.code == 3)
    #expect(run.complaints.contains(" not sent\n"), "\(run.complaints)")
    #expect(run.complaints.contains("agent-a is not finished: "), "\(run.complaints)")
  }

  @Test(
    arguments: [
      (["--interval", "0"], 2, "--interval must lie between 0.1 and 86,400"),
      (["--interval", "often"], 2, "--interval needs a number"),
      (["--pid", "0"], 2, "--pid needs the number of a process, not 0"),
      (["--pid", "a"], 2, "--pid needs a whole number"),
      (["--pid", "4194304"], 5, "--pid: there is no process 4194304"),
      (["--directory", "/nowhere"], 5, "--directory: there is no directory /nowhere"),
      (["--execution", "a b"], 2, "--execution: \"a b\" is no execution id"),
      (["--execution", "a", "--host", "b"], 2, "agent takes either --execution or --host"),
      (["more"], 2, "agent does not take \"more\""),
    ] as [([String], Int32, String)])
  func whatCannotBe(_ flags: [String], _ code: Int32, _ complaint: String) throws {
    let server = try ServerProcess(directory)
    let run = try CommandRun("calibraxctl", ["agent", "--data", directory.path] + flags)
    #expect(run.code == code)
    #expect(run.output == "")
    #expect(run.complaints.contains(complaint), "\(run.complaints)")
    #expect(server.terminate() == 0)
  }

  @Test func withoutAServer() throws {
    let run = try CommandRun("calibraxctl", arguments([]))
    #expect(run.code == 3)
    #expect(run.complaints.hasPrefix("calibraxctl: no server serves \(directory.path)\n"))
  }

  private func arguments(_ flags: [String]) -> [String] {
    ["agent", "--interval", "0.1", "--data", directory.path] + flags
  }

  private func agent(_ flags: String...) throws -> RunningCommand {
    try RunningCommand("calibraxctl", arguments(flags))
  }

  private func execution(_ id: String) throws -> JSON? {
    try call("listExecutions", ["execution_id": .string(id)])["executions"]?[0]
  }

  private func keys(_ execution: String) throws -> Set<String> {
    let series = try call("listSeries", ["execution_id": .string(execution)])["series"]?.elements ?? []
    return Set(series.compactMap { $0["key"]?.string })
  }

  /// Where on the x-axis the samples of a series are, in the order they were recorded.
  private func samples(_ key: String, _ execution: String) throws -> [Double] {
    let params: JSON = ["key": .string(key), "execution_id": .string(execution), "order": "recorded"]
    return try call("querySeries", params)["points"]?.elements?.compactMap { $0[0]?.double } ?? []
  }

  @discardableResult
  private func call(_ method: String, _ params: JSON) throws -> JSON {
    try LineSocket(unix: directory.path("calibrax.sock")).call(method, params)["result"] ?? .null
  }
}
