import CalibraxTestSupport
import Foundation
import Testing

/// The gate by history, as a CI job runs it: its exit status says what to do.
@Suite struct GateCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func whatLooksWorseIsMeasuredAgain(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    for (day, value) in [100, 101, 99.2, 100.4, 98.9, 100.8, 99.6, 101.2, 99.1, 100.2].enumerated() {
      try ingest("m\(day)", "main", "c\(day)", value)
    }
    let gate = ["check", "--method", "history", "--base-branch", "main"]
    try ingest("f1", "feature", "f00d", 100.6)
    try expect(gate, "PASS: no regressions (1 of 1 metrics judged, by 10 run(s) of main)\n")
    try ingest("f2", "feature", "beef", 112)
    try expect(
      gate,
      """
      UNCONFIRMED (1 of 1 metrics judged, by 10 run(s) of main)
      Unconfirmed, measure the same code 1 more time(s):
        ↑ p latency: 100.1 → 112 (+11.9%, 95% CI +9.7% to +14.1%)

      """, code: 4)
    try ingest("f3", "feature", "beef", 111)
    try expect(
      gate,
      """
      FAIL: 1 regression(s) detected (1 of 1 metrics judged, by 10 run(s) of main)
        ↑ p latency: 100.1 → 111.5 (+11.4%, 95% CI +9.8% to +13.0%)

      """, code: 1)
    try expect(gate + ["--threshold", "0.2"], "PASS: no regressions (1 of 1 metrics judged, by 10 run(s) of main)\n")
    let unknown = try CommandRun("calibraxctl", gate + ["--fork-point", "dead", "--data", directory.path])
    #expect(unknown.complaints.contains("no run of the fork point dead"))
    #expect(unknown.code == 1)
    withExtendedLifetime(server) {}
  }

  @Test func nothingToJudgeIsNoPass() throws {
    try ingest("a", "main", "c0", 1)
    try expect(
      ["check", "--method", "history"],
      "NOT JUDGED (0 of 1 metrics judged)\nNew:\n  p latency\n", code: 4)
    try expect(
      ["check", "--method", "history", "--format", "markdown"],
      """
      **NOT PASSED** (0 of 1 metrics judged)

      | Verdict | Point | Tags | Metric | Baseline | Current | Change | Why |
      |---|---|---|---|---|---|---|---|
      | new | p |  | latency | - | 1 | - |  |

      """, code: 4)
  }

  @Test func aPolicyNamesWhatIsAllowed() throws {
    for (day, value) in [100, 101, 99.2, 100.4, 98.9, 100.8, 99.6, 101.2, 99.1, 100.2].enumerated() {
      try ingest("m\(day)", "main", "c\(day)", value)
    }
    try ingest("f", "feature", "x", 112)
    let gate = ["check", "--method", "history", "--base-branch", "main"]
    directory.write("{\"policies\":[{\"metric\":\"lat*\",\"threshold\":0.2}]}", to: "config.json")
    #expect(try CommandRun("calibraxctl", gate + ["--data", directory.path]).code == 0)
    directory.write("{\"policies\":[{\"metric\":\"lat*\",\"confirmations\":0}]}", to: "config.json")
    #expect(try CommandRun("calibraxctl", gate + ["--data", directory.path]).code == 1)
    directory.write("{\"policies\":[{\"metric\":\"*\"},{\"treshold\":0.2}]}", to: "config.json")
    let mistake = try CommandRun("calibraxctl", gate + ["--data", directory.path])
    #expect(mistake.code == 5)
    #expect(mistake.complaints.contains("config.json: policies[1].treshold: unknown member"))
    #expect(mistake.complaints.contains("threshold"))
    for text in [
      "{\"policies\":[{\"threshold\":0.2},]}", "{\"polices\":[]}", "{\"environment_ignore\":\"host\"}",
      "{\"policies\":[{\"min_runs\":60}]}",
    ] {
      directory.write(text, to: "config.json")
      let refused = try CommandRun("calibraxctl", gate + ["--data", directory.path])
      #expect(refused.code == 5 && refused.complaints.contains("config.json: "), "\(text): \(refused)")
    }
  }

  @Test(arguments: [false, true])
  func anAcceptedLevelIsTheLevelAtOnce(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    for day in 0..<10 { try ingest("m\(day)", "main", "c\(day)", 100 + Double(day % 3)) }
    try ingest("m10", "main", "c10", 120)
    try ingest("m11", "main", "c10", 121)
    let gate = ["check", "--method", "history", "--data", directory.path]
    #expect(try CommandRun("calibraxctl", gate).code == 1)
    let accept = ["baseline", "accept", "--run", "m11", "--data", directory.path]
    #expect(try CommandRun("calibraxctl", accept + ["--reason", "checksums cost that"]).code == 0)
    // Accepted is accepted: for the run itself, and whatever a script sets as a baseline later.
    #expect(try CommandRun("calibraxctl", gate).code == 0)
    #expect(try CommandRun("calibraxctl", ["baseline", "--run", "m3", "--data", directory.path]).code == 0)
    try ingest("m12", "main", "c11", 120.5)
    try ingest("m13", "main", "c11", 120.6)
    #expect(try CommandRun("calibraxctl", gate).code == 0)
    try ingest("m14", "main", "c12", 140)
    try ingest("m15", "main", "c12", 141)
    #expect(try CommandRun("calibraxctl", gate).code == 1)
    withExtendedLifetime(server) {}
  }

  @Test func aBaselineMadeWithoutAReasonMovesNothing() throws {
    for day in 0..<10 { try ingest("m\(day)", "main", "c\(day)", 100 + Double(day % 3)) }
    try ingest("m10", "main", "c10", 120)
    try ingest("m11", "main", "c10", 121)
    #expect(try CommandRun("calibraxctl", ["baseline", "--data", directory.path]).code == 0)
    try ingest("m12", "main", "c11", 120)
    try ingest("m13", "main", "c11", 121)
    #expect(try CommandRun("calibraxctl", ["check", "--method", "history", "--data", directory.path]).code == 1)
  }

  @Test func aBranchThatIsForkedOnRecordIsHeldAgainstWhatItStartedFrom() throws {
    for day in 0..<10 { try ingest("m\(day)", "main", "c\(day)", day < 9 ? 100 + Double(day % 3) : 150) }
    try ingest("f0", "feature", "f00", 101)
    let fork = ["--fork-of", "main", "--fork-point", "c8", "--reason", "starts here", "--data", directory.path]
    #expect(try CommandRun("calibraxctl", ["baseline", "accept", "--branch", "feature"] + fork).code == 0)
    try ingest("f1", "feature", "f01", 102)
    let check = ["check", "--method", "history", "--data", directory.path]
    let run = try CommandRun("calibraxctl", check + ["--format", "json"])
    #expect(run.code == 0)
    for part in ["\"fork_point\": \"c8\"", "\"fork_point_found\": true", "\"runs\": 10", "\"accepted\": \"f0\""] {
      #expect(run.output.contains(part), "\(run.output)")
    }
  }

  private func ingest(_ id: String, _ branch: String, _ commit: String, _ value: Double) throws {
    let run = """
      {"id":"\(id)","commit":"\(commit)","branch":"\(branch)","metric_defs":{"latency":{"direction":"lower"}},
       "points":[{"name":"p","metrics":{"latency":{"value":\(value)}}}]}
      """
    directory.write(run, to: "run.json")
    let code = try CommandRun(
      "calibraxctl", ["ingest", "--input", directory.path("run.json"), "--data", directory.path]
    ).code
    #expect(code == 0)
  }

  private func expect(_ arguments: [String], _ output: String, code: Int32 = 0) throws {
    let run = try CommandRun("calibraxctl", arguments + ["--data", directory.path])
    #expect(run.output == output)
    #expect(run.code == code, "\(run.complaints)")
  }
}
