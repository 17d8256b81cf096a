import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Policies on the command line, with a server and without one.
@Suite struct PolicyCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func whichPolicyHolds(_ hasServer: Bool) throws {
    directory.write(
      [
        "policies": [
          ["metric": "lat*", "tags": ["device": "gpu"]], ["point": "p", "threshold": 0.1, "reason": "shared host"],
          ["metric": "latency"],
        ]
      ], to: "config.json")
    let server = hasServer ? try ServerProcess(directory) : nil
    let explained = try run(["policy", "explain", "p", "latency"])
    #expect(
      explained.output == """
        Policy of p latency: policies[1] of config.json

        Member         Value
        threshold      0.1
        confirmations  1
        min_runs       8
        max_runs       50
        level          0.01
        allow_missing  false
        ignore         false
        reason         shared host

        Rule         Point  Metric   Tags        Outcome
        policies[0]  *      lat*     device=gpu  does not match the tags
        policies[1]  p      *        -           holds
        policies[2]  *      latency  -           hidden behind policies[1]

        """)
    let markdown = try run(["policy", "explain", "q", "speed", "--format", "markdown"]).output
    #expect(markdown.hasPrefix("Policy of q speed: no policy names it, what is usual holds\n\n| Member | Value |\n"))
    #expect(markdown.contains("| policies[0] | * | lat* | device=gpu | does not match the metric and the tags |\n"))
    let tagged = try run(["policy", "explain", "p", "latency", "--tag", "device=gpu", "--format", "json"])
    #expect(try JSON(parsing: Array(tagged.output.utf8))["rule"] == 0)
    if let server { #expect(server.terminate() == 0) }
  }

  @Test(arguments: [false, true])
  func whichAreSuggested(_ hasServer: Bool) throws {
    store(12)
    let server = hasServer ? try ServerProcess(directory) : nil
    #expect(
      try run(["policy", "suggest"]).output == """
        Noise of 12 runs of main, up to r11
        Point  Metric   Policy      Runs  Noise  Detectable  False alarms  Threshold  Suggested  Note
        p      late     -         2 of 2      -           -             -       5.0%          -  2 earlier runs, and 8 are needed
        p      latency  -       12 of 12  0.00%       0.00%     0.0% of 3       5.0%       1.0%

        "policies": [
          {
            "point": "p",
            "metric": "latency",
            "threshold": 0.01
          }
        ]

        """)
    let json = try JSON(parsing: Array(run(["policy", "suggest", "--format", "json"]).output.utf8))
    #expect(json["policies"] == [["point": "p", "metric": "latency", "threshold": 0.01]])
    let markdown = try run(["policy", "suggest", "--metric", "latency", "--format", "markdown"]).output
    #expect(markdown.contains("| p | latency | - | 12 of 12 | 0.00% | 0.00% | 0.0% of 3 | 5.0% | 1.0% |\n\n```json\n"))
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func aMistakeInConfigIsToldWithItsPlace() throws {
    directory.write(["policies": [["metric": "a"], ["threshold": "high"]]], to: "config.json")
    for command in [["explain", "p", "m"], ["suggest"]] {
      let refused = try run(["policy"] + command)
      #expect(refused.code == 5)
      #expect(refused.output == "")
      #expect(
        refused.complaints.hasPrefix(
          "calibraxctl: config.json: policies[1].threshold: expected a number, found a string\n"))
    }
  }

  @Test(
    arguments: [
      (["policy"], 2, "policy what? There are policy explain, policy suggest"),
      (["policy", "explain", "p"], 2, "policy explain needs POINT METRIC"),
      (["policy", "explain", "p", "m", "x"], 2, "policy explain does not take \"x\""),
      (["policy", "suggest", "--n-runs", "0"], 2, "--n-runs: must lie between 1 and 200"),
      (["policy", "suggest"], 4, "there is nothing to judge: 0 runs without a branch"),
      (["policy", "suggest", "--branch", "b"], 4, "there is nothing to judge: 0 runs of b"),
    ] as [([String], Int32, String)])
  func whatMakesNoSenseIsRefused(_ arguments: [String], _ code: Int32, _ complaint: String) throws {
    let refused = try run(arguments)
    #expect(refused.code == code)
    #expect(refused.output == "")
    #expect(refused.complaints.contains(complaint), "\(refused.complaints)")
  }

  /// Stores runs of main without noise; the last two have a metric more.
  private func store(_ count: Int) {
    for place in 0..<count {
      var metrics: OrderedMap<JSON> = ["latency": ["value": 100]]
      if place >= count - 2 { metrics["late"] = ["value": 1] }
      let digits = place < 10 ? "0\(place)" : "\(place)"
      directory.write(
        [
          "id": .string("r\(digits)"), "timestamp": .string("2026-03-01T\(digits):00:00"), "branch": "main",
          "metric_defs": ["latency": ["direction": "lower"], "late": ["direction": "lower"]],
          "points": [["name": "p", "metrics": .object(metrics)]],
        ], to: "runs/r\(digits).json")
    }
  }

  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun("calibraxctl", arguments + ["--data", directory.path])
  }
}
