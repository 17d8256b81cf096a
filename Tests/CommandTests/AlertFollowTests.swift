import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// Alerts as lines, as they come.
@Suite struct AlertFollowTests {
  let directory = TemporaryDirectory()

  @Test func whatBecomesOfAlertsIsToldOnce() throws {
    let server = try ServerProcess(directory)
    try raise("before", "critical")
    let follow = try follow()
    try call("setThreshold", ["metric_name": "latency", "threshold": 1.5])
    try record(1.6)
    // The same again is no news.
    try record(1.55)
    let id = try call("listAlerts", ["metric_name": "latency"])["alerts"]?[0]?["alert_id"] ?? .null
    try call("acknowledgeAlert", ["alert_id": id])
    try record(6)
    try record(1)
    try raise("Throughput below minimum", "warning")
    let lines = """
      [info] latency is 1.6, above the threshold 1.5: latency=1.60 (threshold=1.50)
      [info] acknowledged: latency is 1.6, above the threshold 1.5: latency=1.55 (threshold=1.50)
      [critical] worsened: latency is 6, above the threshold 1.5: latency=6.00 (threshold=1.50)
      [critical] resolved: latency is 6, above the threshold 1.5: latency=6.00 (threshold=1.50)
      [warning] Throughput below minimum: throughput=850.00 (threshold=1000.00)

      """
    #expect(prints(follow, lines))
    #expect(follow.complaints == "")
    #expect(server.terminate() == 0)
  }

  @Test func onlyWhatIsWanted() throws {
    let server = try ServerProcess(directory)
    let severe = try follow("--severity", "error")
    let other = try follow("--metric", "other")
    try raise("mild", "warning")
    try raise("bad", "error")
    try raise("worst", "critical", metric: "other")
    let first = "[error] bad: throughput=850.00 (threshold=1000.00)\n"
    let second = "[critical] worst: other=850.00 (threshold=1000.00)\n"
    #expect(prints(severe, first + second))
    #expect(prints(other, second))
    #expect(server.terminate() == 0)
  }

  @Test func asJSON() throws {
    let server = try ServerProcess(directory)
    let follow = try follow("--format", "json")
    try raise("a", "info")
    try raise("b\nc", "info")
    #expect(eventually(seconds: 20) { follow.output.split(separator: "\n").count == 2 })
    let alerts = try follow.output.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }
    #expect(alerts.map { $0["message"] } == ["a", "b\nc"])
    #expect(alerts.map { $0["state"] } == ["firing", "firing"])
    #expect(server.terminate() == 0)
  }

  @Test func whatHappenedWhileTheServerWasAwayIsToldLater() throws {
    var server = try ServerProcess(directory)
    let follow = try follow()
    try raise("one", "info")
    let one = "[info] one: throughput=850.00 (threshold=1000.00)\n"
    #expect(prints(follow, one))
    server.kill()
    #expect(complains(follow, "calibraxctl: the server is away, reconnecting…\n"))
    // No server tells of it.
    let id = try CommandRun(
      "calibraxctl",
      [
        "alert", "trigger", "two", "--severity", "info", "--metric", "throughput", "--value", "850", "--threshold",
        "1000", "--data", directory.path,
      ]
    ).output.dropLast()
    server = try ServerProcess(directory)
    #expect(prints(follow, one + one.replacing("one", with: "two")))
    #expect(complains(follow, "calibraxctl: the server is away, reconnecting…\ncalibraxctl: connected again\n"))
    try call("acknowledgeAlert", ["alert_id": .string(String(id))])
    #expect(
      prints(
        follow,
        one + one.replacing("one", with: "two") + one.replacing("one", with: "acknowledged: two")))
    #expect(server.terminate() == 0)
  }

  @Test func aConnectionThatBreaksHidesAndRepeatsNothing() throws {
    let server = try TestServer(directory)
    let relay = try Relay(to: directory.path("calibrax.sock"))
    let follow = try RunningCommand("calibraxctl", ["alert", "follow", "--server", "unix:" + relay.path])
    try awaitListings(2)
    for round in 0..<3 {
      try raise("before \(round)", "info")
      relay.hangUp()
      try raise("after \(round)", "info")
      #expect(eventually(seconds: 20) { follow.output.contains("after \(round):") })
    }
    let messages = follow.output.split(separator: "\n").map { $0.dropFirst("[info] ".count).prefix { $0 != ":" } }
    #expect(messages == ["before 0", "after 0", "before 1", "after 1", "before 2", "after 2"])
    server.stop()
  }

  @Test func namesThatATerminalWouldObeyAreHarmless() throws {
    let server = try ServerProcess(directory)
    let follow = try follow()
    try raise("a\u{1B}[31mb", "info")
    #expect(prints(follow, "[info] a\u{FFFD}[31mb: throughput=850.00 (threshold=1000.00)\n"))
    #expect(server.terminate() == 0)
  }

  @Test func itEndsAtAnInterrupt() throws {
    let server = try ServerProcess(directory)
    let follow = try TerminalRun("calibraxctl", ["alert", "follow", "--data", directory.path])
    try awaitListings(2)
    try raise("colored", "warning")
    try follow.wait(for: "[\u{1B}[33mwarning\u{1B}[0m] colored: ")
    follow.type("\u{3}")
    #expect(try follow.end().ending == .exited(130))
    #expect(server.terminate() == 0)
  }

  @Test func itEndsWhenNobodyReads() throws {
    let server = try ServerProcess(directory)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    // Nothing has to happen for that.
    let run = try CommandRun(
      "calibraxctl", ["alert", "follow", "--data", directory.path], standardOutput: pipe.fileHandleForWriting)
    #expect(run == CommandRun(output: "", complaints: "", code: 0))
    #expect(server.terminate() == 0)
  }

  /// Follows, and waits until it does.
  private func follow(_ flags: String...) throws -> RunningCommand {
    let count = try listings()
    let follow = try RunningCommand("calibraxctl", ["alert", "follow", "--data", directory.path] + flags)
    try awaitListings(count + 2)
    return follow
  }

  /// It lists what there is before it subscribes, and once more behind that.
  private func awaitListings(_ count: Int) throws {
    #expect(try eventually(seconds: 20) { try listings() >= count })
  }

  private func listings() throws -> Int {
    Int(try call("serverInfo", [:])["methods"]?["listAlerts"]?["calls"]?.double ?? 0)
  }

  private func prints(_ follow: RunningCommand, _ output: String) -> Bool {
    eventually(seconds: 20) { follow.output == output }
  }

  private func complains(_ follow: RunningCommand, _ complaints: String) -> Bool {
    eventually(seconds: 20) { follow.complaints == complaints }
  }

  private func raise(_ message: String, _ severity: String, metric: String = "throughput") throws {
    try call(
      "triggerAlert",
      [
        "message": .string(message), "severity": .string(severity), "metric_name": .string(metric),
        "metric_value": 850, "threshold": 1000,
      ])
  }

  private func record(_ value: Double) throws {
    try call("record", ["key": "latency", "value": .number(JSONNumber(value))])
  }

  @discardableResult
  private func call(_ method: String, _ params: JSON) throws -> JSON {
    let answer = try LineSocket(unix: directory.path("calibrax.sock")).call(method, params)
    #expect(answer["error"] == nil, "\(answer)")
    return answer["result"] ?? .null
  }
}
