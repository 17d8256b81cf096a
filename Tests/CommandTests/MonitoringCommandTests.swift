import CalibraxJSON
import CalibraxTestSupport
import Testing

/// The commands that raise and list alerts, set thresholds and tell of health, with a server and without one.
@Suite struct MonitoringCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func anAlertFromItsRaisingToItsEnd(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    let id = try trigger("Throughput below minimum", "warning", "throughput", "850", "1000", ["--metadata", "host=a"])
    try trigger("Disk nearly full", "error", "disk", "95", "90")
    let alerts = try json(["alert", "list"])["alerts"]?.elements ?? []
    #expect(alerts.map { $0["metric_name"] } == ["disk", "throughput"])
    #expect(alerts.last?["alert_id"] == .string(id))
    #expect(alerts.last?["metadata"] == ["host": "a"])
    let table = try run(["alert", "list", "--severity", "warning"]).output.split(separator: "\n")
    #expect(table.count == 2)
    #expect(table[0].hasSuffix("  Severity  State   Metric       Value  Threshold  Count  Message"))
    #expect(table[1].hasPrefix(id + "  20"))
    #expect(table[1].hasSuffix("  warning   firing  throughput  850.00    1000.00      1  Throughput below minimum"))

    #expect(try run(["alert", "ack", id]).output == "Alert \(id) acknowledged\n")
    #expect(try json(["alert", "list", "--state", "firing"])["alerts"]?.elements?.count == 1)
    #expect(try json(["alert", "list", "--metric", "throughput"])["alerts"]?[0]?["state"] == "acknowledged")
    #expect(try json(["alert", "list", "--count", "1"])["alerts"]?.elements?.count == 1)
    let markdown = try run(["alert", "list", "--format", "markdown"]).output
    #expect(markdown.hasPrefix("| Alert | Time | Severity |"))

    #expect(try run(["alert", "clear"]).output == "All alerts are forgotten\n")
    #expect(
      try run(["alert", "list"])
        == CommandRun(output: "", complaints: "calibraxctl: there are no alerts\n", code: 0))
    #expect(try json(["alert", "list"])["alerts"] == [])
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func ofSeveralAlertsThoseThatAreThereAreAcknowledged() throws {
    let first = try trigger("a", "info", "m", "2", "1")
    let second = try trigger("b", "info", "m", "2", "1")
    let run = try run(["alert", "ack", first, "none", second])
    #expect(run.output == "Alert \(first) acknowledged\nAlert \(second) acknowledged\n")
    #expect(
      run.complaints == """
        calibraxctl: There is no alert "none".
          calibraxctl alert list shows the alerts there are.

        """)
    #expect(run.code == 5)
  }

  @Test func theSeverityIsColoredOnATerminal() throws {
    try trigger("a", "critical", "m", "2", "1")
    let shown = try TerminalRun("calibraxctl", ["alert", "list", "--data", directory.path], columns: 200).end()
    #expect(shown.output.contains("  \u{1B}[35mcritical\u{1B}[0m  firing  m  "))
    #expect(shown.output.contains("  Severity  State   Metric  Value"))
  }

  @Test(arguments: [false, true])
  func aThresholdThatIsViolated(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    #expect(try run(["threshold", "set", "latency", "1.5"]).output == "Threshold of latency set: above 1.5\n")
    try run(["threshold", "set", "memory", "-5", "--when", "below", "--severity", "error", "--for", "60"])
    try run(["threshold", "set", "beat", "--when", "absent", "--for", "300"])
    #expect(
      try run(["threshold", "list"]).output == """
        Metric   When    Threshold  Severity    For
        latency  above         1.5  -             -
        memory   below          -5  error      60 s
        beat     absent          -  -         300 s

        """)
    try run(["record", "latency", "6"])
    let alert = try json(["alert", "list"])["alerts"]?[0]
    #expect(alert?["message"] == "latency is 6, above the threshold 1.5")
    #expect(alert?["severity"] == "critical")
    #expect(try run(["threshold", "rm", "latency"]).output == "Thresholds of latency removed\n")
    #expect(try json(["alert", "list"])["alerts"]?[0]?["state"] == "resolved")
    #expect(
      try run(["threshold", "rm", "memory", "--when", "below"]).output == "Threshold \"below\" of memory removed\n")
    try run(["threshold", "rm", "beat"])
    #expect(
      try run(["threshold", "list"])
        == CommandRun(output: "", complaints: "calibraxctl: no thresholds are set\n", code: 0))
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func aThresholdThatCannotBeViolatedSaysSo() throws {
    let server = try ServerProcess(directory)
    try run(["threshold", "set", "latency", "1.5"])
    try run(["threshold", "set", "throughput", "500", "--when", "worse"])
    try run(["record", "throughput", "400"])
    #expect(
      try run(["threshold", "list"]).output == """
        Metric      When   Threshold  Severity  For  Note
        latency     above        1.5  -           -
        throughput  worse        500  -           -  never violated: the metric's direction is defined nowhere

        """)
    #expect(try json(["threshold", "list"])["undirected"] == ["throughput"])
    #expect(server.terminate() == 0)
  }

  @Test func handlersThatAreNotReachedAreShown() throws {
    directory.write(
      ["alert_handlers": [["type": "log"], ["type": "command", "command": ["/bin/false"], "retries": 0]]],
      to: "config.json")
    let server = try ServerProcess(directory)
    _ = try run([
      "alert", "trigger", "m", "--severity", "info", "--metric", "x", "--value", "1", "--threshold", "0",
    ])
    let wanted = [
      "Told of alerts  log 1: 1 told",
      "Told of alerts  command 2: 0 told, 1 failures, 1 never told (it ended with status 1)",
    ]
    #expect(try eventually { try wanted.allSatisfy(run(["info"]).output.contains) })
    #expect(server.terminate() == 0)
  }

  @Test func theSummaryOfThePage() throws {
    let server = try ServerProcess(directory)
    #expect(
      try run(["monitor", "summary"]).output == "Thresholds: none\nAlert count: 0\nMonitoring: off\n")
    try run(["threshold", "set", "latency", "1.5"])
    try run(["threshold", "set", "throughput", "500", "--when", "below"])
    for value in ["1.2", "6", "1.4"] { try run(["record", "latency", value]) }
    #expect(
      try run(["monitor", "start", "--interval", "3600"])
        == CommandRun(output: "Monitoring every 3600 s\n", complaints: "", code: 0))
    let lines = try run(["monitor", "summary"]).output.split(separator: "\n")
    #expect(
      lines.prefix(3) == [
        "Thresholds: latency above 1.5; throughput below 500", "Alert count: 1", "Monitoring: every 3600 s",
      ])
    #expect(lines.contains("  latency: latest=1.40, min=1.20, max=6.00"))
    #expect(try json(["monitor", "summary"])["is_monitoring"] == true)
    let markdown = try run(["monitor", "summary", "--format", "markdown"]).output
    #expect(markdown.contains("| Alert count | 1 |\n"))
    #expect(markdown.contains("| latency | 1.40 | 1.20 | 6.00 | 2.87 | 3 |\n"))
    #expect(try run(["monitor", "stop"]).output == "Monitoring stopped\n")
    #expect(try json(["monitor", "summary"])["is_monitoring"] == false)
    #expect(server.terminate() == 0)
  }

  @Test func withoutAServerMonitoringBeginsWithTheNextOne() throws {
    #expect(
      try run(["monitor", "start"])
        == CommandRun(
          output: "Monitoring every 5 s\n", complaints: "calibraxctl: no server runs; it begins when one does\n",
          code: 0))
    let server = try ServerProcess(directory)
    #expect(try json(["monitor", "summary"])["interval"] == 5.0)
    #expect(server.terminate() == 0)
  }

  @Test(arguments: [false, true])
  func theHealthOfThePage(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    #expect(
      try run(["execution", "baseline", "inference_latency", "0.05"]).output
        == "Executions of inference_latency should take 0.05 s\n")
    #expect(
      try run(["execution", "record", "inference", "0.048"]) == CommandRun(output: "", complaints: "", code: 0))
    #expect(try run(["health", "--exit-code"]).code == 0)
    #expect(
      try run(["execution", "record", "inference", "0.150", "--failed", "--metadata", "error=timeout"]).output
        == "[warning] Pipeline 'inference' degraded: 0.15s vs baseline 0.05s (200% slower): "
        + "pipeline_inference_time=0.15 (threshold=0.06)\n")
    #expect(try json(["alert", "list"])["alerts"]?[0]?["metadata"]?["error"] == "timeout")
    let health = try run(["health"])
    #expect(
      health.output == """
        Overall health: degraded

        inference:
          Total executions: 2
          Success rate: 50.0%
          Mean time: 0.0990s
          Health: degraded
          p50/p95/p99: 0.0990s / 0.1449s / 0.1490s
          Baseline: 0.0500s

        """)
    #expect(health.code == 0)
    #expect(try run(["health", "inference", "--exit-code"]).code == 1)
    #expect(
      try run(["health", "--format", "markdown"]).output.hasSuffix(
        "| inference | degraded | 2 | 50.0% | 0.0990s | 0.0990s | 0.1449s | 0.1490s | 0.0500s |\n"))
    #expect(try json(["health"])["pipelines"]?["inference"]?["error_rate"] == 0.5)
    let shown = try TerminalRun("calibraxctl", ["health", "--data", directory.path]).end().output
    #expect(shown.hasPrefix("Overall health: \u{1B}[33mdegraded\u{1B}[0m\n"))
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func withoutExecutionsThereIsNothingToJudge() throws {
    let server = try ServerProcess(directory)
    let complaint = "calibraxctl: no executions are recorded\n"
    let output = "Overall health: healthy\n"
    #expect(try run(["health"]) == CommandRun(output: output, complaints: complaint, code: 0))
    #expect(try run(["health", "--exit-code"]) == CommandRun(output: output, complaints: complaint, code: 4))
    #expect(server.terminate() == 0)
  }

  @Test(
    arguments: [
      (["alert"], 2, "alert what? There are alert trigger, alert list, alert ack, alert clear, alert follow"),
      (["alert", "trigger"], 2, "alert trigger needs MESSAGE"),
      (["alert", "trigger", "m"], 2, "--severity is missing"),
      (["alert", "trigger", "m", "--severity", "fatal"], 2, "--severity is info, warning, error or critical"),
      (["alert", "trigger", "m", "--severity", "info"], 2, "--metric is missing"),
      (["alert", "trigger", "m", "--severity", "info", "--metric", "m"], 2, "--value is missing"),
      (raised("x", "1"), 2, "--value needs a number, not \"x\""),
      (raised("1", "nan"), 2, "--threshold needs a number, not \"nan\""),
      (raised("1", "1") + ["--metadata", "a"], 2, "--metadata needs KEY=VALUE, not \"a\""),
      (["alert", "list", "--count", "0"], 2, "--count: must lie between"),
      (["alert", "list", "--count", "x"], 2, "--count needs a whole number"),
      (["alert", "list", "--state", "fired"], 2, "--state is firing, acknowledged or resolved, not \"fired\""),
      (["alert", "list", "--since", "now"], 2, "--since: \"now\" is not a time"),
      (["alert", "list", "extra"], 2, "alert list does not take \"extra\""),
      (["alert", "ack"], 2, "alert ack needs ALERT_ID…"),
      (["alert", "ack", "none"], 5, "There is no alert \"none\".\n  calibraxctl alert list shows"),
      (["alert", "follow", "--format", "markdown"], 2, "alert follow prints text or json"),
      (["alert", "follow"], 3, "no server serves"),
      (["threshold", "set"], 2, "threshold set needs METRIC VALUE"),
      (["threshold", "set", "m"], 2, "threshold set needs METRIC VALUE"),
      (["threshold", "set", "", "1"], 2, "METRIC: "),
      (["threshold", "set", "m", "high"], 2, "VALUE needs a number, not \"high\""),
      (["threshold", "set", "m", "1", "--when", "bellow"], 2, "Did you mean below?"),
      (["threshold", "set", "m", "1", "--for", "-1"], 2, "--for: must lie between"),
      (["threshold", "set", "m", "1", "--severity", "bad"], 2, "--severity is info"),
      (["threshold", "set", "m", "1", "--when", "absent"], 2, "--when absent takes no VALUE, and not \"1\""),
      (["threshold", "set", "m", "--when", "absent"], 2, "--when absent needs --for SECONDS"),
      (["threshold", "set", "m", "--when", "absent", "--for", "0"], 2, "--for: must be above 0"),
      (["threshold", "rm"], 2, "threshold rm needs METRIC"),
      (
        ["threshold", "rm", "m"], 5,
        "The metric \"m\" has no such threshold.\n  calibraxctl threshold list shows the thresholds there are."
      ),
      (["monitor", "start", "--interval", "0"], 2, "--interval: must lie between"),
      (["monitor", "strat"], 2, "Did you mean monitor start?"),
      (["execution", "record", "p"], 2, "execution record needs PIPELINE SECONDS"),
      (["execution", "record", "p", "-1"], 2, "SECONDS: must lie between 0 and 1,000,000,000 seconds"),
      (["execution", "record", "", "1"], 2, "PIPELINE: "),
      (["execution", "baseline", "p", "0"], 2, "SECONDS: must be above 0"),
      (["health", "trian"], 5, "There is no pipeline \"trian\".\n  calibraxctl health without pipelines shows"),
    ] as [([String], Int32, String)])
  func whatMakesNoSenseIsRefused(_ arguments: [String], _ code: Int32, _ complaint: String) throws {
    try run(["execution", "record", "train", "1"])
    let refused = try run(arguments)
    #expect(refused.code == code)
    #expect(refused.output == "")
    #expect(refused.complaints.contains(complaint), "\(refused.complaints)")
  }

  private static func raised(_ value: String, _ threshold: String) -> [String] {
    ["alert", "trigger", "m", "--severity", "info", "--metric", "m", "--value", value, "--threshold", threshold]
  }

  /// Raises an alert and returns its id.
  @discardableResult
  private func trigger(
    _ message: String, _ severity: String, _ metric: String, _ value: String, _ threshold: String,
    _ more: [String] = []
  ) throws -> String {
    let run = try run(
      [
        "alert", "trigger", message, "--severity", severity, "--metric", metric, "--value", value, "--threshold",
        threshold,
      ] + more)
    #expect(run.code == 0, "\(run.complaints)")
    return String(run.output.dropLast())
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun("calibraxctl", arguments + ["--data", directory.path])
  }

  private func json(_ arguments: [String]) throws -> JSON {
    try JSON(parsing: Array(run(arguments + ["--format", "json"]).output.utf8))
  }
}
