import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Service level objectives on the command line, with a server and without one.
@Suite struct ObjectiveCommandTests {
  let directory = TemporaryDirectory()

  private let objectives: JSON = [
    "slos": [
      ["name": "P99 TTFC", "metric": "ttfc", "value": 0.5], ["metric": "throughput", "percentile": 0.5, "value": 100],
    ]
  ]

  @Test(arguments: [false, true])
  func anObjectiveThatIsNotMetFailsTheJob(_ hasServer: Bool) throws {
    directory.write(objectives, to: "config.json")
    let server = hasServer ? try ServerProcess(directory) : nil
    try ingest("first", [0.25, 0.75])
    let alone = try run(["check"])
    #expect(
      alone.output == """
        FAIL: 1 of 2 SLOs not met, nothing was compared:
          SLO P99 TTFC: llama gpu=a ttfc p99 0.745 s > 0.5 s not met
          SLO throughput_p50: llama gpu=a throughput p50 110 tok/s >= 100 tok/s met

        """)
    #expect(alone.code == 1)
    try ingest("second", [0.25, 0.375, 0.125])
    #expect(try run(["check"]).code == 4)
    #expect(try run(["baseline"]).code == 0)
    let met = try run(["check"])
    #expect(
      met.output == """
        PASS: no regressions (2 metrics compared, threshold 5.0%), 2 of 2 SLOs met:
          SLO P99 TTFC: llama gpu=a ttfc p99 0.3725 s <= 0.5 s met
          SLO throughput_p50: llama gpu=a throughput p50 110 tok/s >= 100 tok/s met

        """)
    #expect(met.code == 0)
    let history = try run(["check", "--run", "first", "--method", "history"])
    #expect(
      history.output == """
        FAIL: 1 of 2 SLOs not met (0 of 2 metrics judged)
          SLO P99 TTFC: llama gpu=a ttfc p99 0.745 s > 0.5 s not met
          SLO throughput_p50: llama gpu=a throughput p50 110 tok/s >= 100 tok/s met
        New:
          llama gpu=a ttfc
          llama gpu=a throughput

        """)
    #expect(history.code == 1)
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func thatNoneIsAboutARunIsTold() throws {
    directory.write(["slos": [["metric": "ttcf", "value": 0.5]]], to: "config.json")
    try ingest("first", [0.25, 0.75])
    #expect(try run(["baseline"]).code == 0)
    let check = try run(["check"])
    #expect(check.code == 0)
    #expect(check.complaints == "calibraxctl: none of config.json's slos is about a metric of this run\n")
  }

  @Test(arguments: [false, true])
  func aSummaryShowsThem(_ hasServer: Bool) throws {
    directory.write(objectives, to: "config.json")
    let server = hasServer ? try ServerProcess(directory) : nil
    try ingest("r", [0.25, 0.75])
    let lines = [
      "SLO P99 TTFC: llama gpu=a ttfc p99 0.745 s > 0.5 s not met",
      "SLO throughput_p50: llama gpu=a throughput p50 110 tok/s >= 100 tok/s met",
    ]
    let text = try run(["summary"])
    #expect(text.output.hasSuffix("\n\n1 of 2 SLOs not met\n" + lines.map { "  \($0)\n" }.joined()))
    #expect(text.code == 0)
    let markdown = try run(["summary", "--format", "markdown"]).output
    #expect(markdown.hasSuffix(" |\n\n" + lines.map { "- \($0)\n" }.joined()), "\(markdown)")
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func aMistakeIsToldWithItsPlace() throws {
    directory.write(["slos": [["metric": "ttfc", "value": -1]]], to: "config.json")
    try ingest("r", [1])
    let refused = try run(["check"])
    #expect(refused.code == 5)
    #expect(
      refused.complaints.hasPrefix("calibraxctl: config.json: slos[0].value: must be a finite number above 0\n"))
    let problem = "SLOs: not judged: config.json: slos[0].value: must be a finite number above 0\n"
    let summary = try run(["summary"])
    #expect(summary.output.hasSuffix("\n\n" + problem))
    #expect(summary.code == 0)
    #expect(try run(["summary", "--format", "markdown"]).output.hasSuffix("\n\n" + problem))
  }

  @Test func whatWasNotMeasuredIsNotMet() throws {
    directory.write(["slos": [["metric": "ttfc", "value": 1], ["metric": "tbc", "value": 1]]], to: "config.json")
    let document: JSON = [
      "metric_defs": ["tbc": ["direction": "lower"]],
      "points": [["name": "llama", "metrics": ["ttfc": ["value": 0.5]]]],
    ]
    directory.write(document, to: "run.json")
    #expect(try run(["ingest", "--input", directory.path("run.json")]).code == 0)
    #expect(
      try run(["check"]).output == """
        FAIL: 2 of 2 SLOs not met, nothing was compared:
          SLO ttfc_p99: llama ttfc p99 has no samples, not met
          SLO tbc_p99: tbc p99 was not measured, not met

        """)
  }

  /// What Veeksha found of its own requests.
  @Test(arguments: [
    "adapters/veeksha/21_11_2026-00_16_28-e10f1d57", "veeksha/search/runs/21_11_2026-00_18_07-5a76e9a0",
    "veeksha/search/runs/21_11_2026-00_19_56-02ad58ba", "veeksha/sweep/21_11_2026-00_17_37-27952d24",
    "veeksha/sweep/21_11_2026-00_17_24-39720273",
  ])
  func samplesOfVeekshaGiveWhatItObserved(_ folder: String) throws {
    let path = Fixtures.path(folder)
    let found = try JSON(parsing: Array(Fixtures.lines(folder + "/metrics/slo_results.json").joined().utf8))
    let expected = try #require(found["results"]?.elements)
    let metrics = expected.map { $0["metric"] == "e2e" ? "end_to_end_latency" : $0["metric"] ?? .null }
    let objectives = zip(expected, metrics).map { entry, metric in
      JSON.object([
        "name": entry["name"] ?? .null, "metric": metric, "percentile": entry["percentile"] ?? .null,
        "value": entry["threshold"] ?? .null,
      ])
    }
    directory.write(["slos": .array(objectives)], to: "config.json")
    #expect(try run(["ingest", path]).code == 0)
    let summary = try JSON(parsing: Array(run(["summary", "--format", "json"]).output.utf8))
    let results = try #require(summary["slos"]?.elements)
    #expect(summary["all_slos_met"] == found["all_slos_met"])
    try #require(results.count == expected.count && !expected.isEmpty)
    for (result, entry) in zip(results, expected) {
      let (observed, wanted) = (try #require(result["observed_value"]?.double), entry["observed_value"]?.double ?? .nan)
      #expect(abs(observed - wanted) <= 1e-12 * abs(wanted), "\(entry)")
      #expect(result["met"] == entry["met"])
      #expect(result["lower_is_better"] == entry["lower_is_better"])
      if entry["metric"] != "e2e" { #expect(result["slo_metric_key"] == entry["slo_metric_key"]) }
    }
  }

  /// Stores a run of a point with times to the first chunk, and a throughput.
  private func ingest(_ id: String, _ samples: [Double]) throws {
    let document: JSON = [
      "id": .string(id),
      "metric_defs": [
        "ttfc": ["direction": "lower", "unit": "s"], "throughput": ["direction": "higher", "unit": "tok/s"],
      ],
      "points": [
        [
          "name": "llama", "scenario": "chat", "tags": ["gpu": "a"],
          "metrics": [
            "ttfc": ["value": 0.25, "samples": .array(samples.map { .number(JSONNumber($0)) })],
            "throughput": ["value": 110, "samples": [112, 110, 100]],
          ],
        ]
      ],
    ]
    directory.write(document, to: "run.json")
    #expect(try run(["ingest", "--input", directory.path("run.json")]).code == 0)
  }

  private func run(_ arguments: [String]) throws -> CommandRun {
    try CommandRun("calibraxctl", arguments + ["--data", directory.path])
  }
}
