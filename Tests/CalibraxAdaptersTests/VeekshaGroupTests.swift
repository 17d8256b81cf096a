import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@testable import CalibraxAdapters

/// Folders of Veeksha's sweeps and capacity searches.
@Suite struct VeekshaGroupTests {
  @Test func aMemberOfASweepIsARunOfItsGroup() throws {
    let converted = try Converted(VeekshaFiles.sweepFiles())
    #expect(
      converted.runs.map(\.id) == [
        "21_11_2026-00_17_24-39720273", "21_11_2026-00_17_37-27952d24", VeekshaFiles.sweep,
      ])
    #expect(converted.runs.compactMap { $0.points.first?.tags["arrival_rate"] } == ["5", "10"])
    for (place, run) in converted.runs.dropLast().enumerated() {
      #expect(run.metadata["group"] == .string("sweep-" + VeekshaFiles.sweep))
      #expect(run.metadata["tags"]?.elements?.contains("sweep") == true)
      #expect(
        run.metadata["sweep"]
          == ["directory": .string(VeekshaFiles.sweep), "run_index": .number(JSONNumber(place)), "num_runs": 2])
    }
    #expect(converted.skipped.isEmpty)
  }

  @Test func theSummaryCountsForAMemberWhoseFilesAreNotGiven() throws {
    let files = try VeekshaFiles.sweepFiles().filter { !$0.name.contains("27952d24/") }
    let converted = try Converted(files)
    let whole = try Converted(VeekshaFiles.sweepFiles())
    #expect(converted.runs.map(\.id) == whole.runs.map(\.id))
    let (found, known) = (try #require(converted.runs.dropFirst().first), whole.runs[1])
    #expect(found.points.first?.key == known.points.first?.key)
    #expect(found.points.first?.metrics.count == known.points.first?.metrics.count)
    #expect(found.points.first?.metrics["ttfc_p99"] == known.points.first?.metrics["ttfc_p99"])
    for member in ["slo_results", "summary_stats", "throughput_metrics"] {
      #expect(found.metadata[member] == known.metadata[member])
    }
    #expect(found.metadata["config"] != nil)
    #expect(converted.notes.map(\.place) == ["runs[1]"])
  }

  @Test func theSummaryAloneIsEnough() throws {
    let text = try VeekshaFiles.sweepFiles().text("sweep_summary.json")
    let converted = try Converted([("sweep_summary.json", text)])
    #expect(converted.runs.count == 3)
    #expect(converted.runs.last?.id == VeekshaFiles.sweep)
    #expect(converted.runs.last?.points.first?.tags == ["traffic": "rate"])
    #expect(converted.runs.first?.metadata["group"] == .string("sweep-" + VeekshaFiles.sweep))
    #expect(
      converted.runs.first?.points.first?.tags == ["traffic": "rate", "arrival_rate": "5", "interval": "poisson"])
  }

  @Test func aSweepIsARunThatTellsOfItsMembers() throws {
    let files = try VeekshaFiles.sweepFiles()
    let run = try #require(try Converted(files).runs.last)
    #expect(run.id == VeekshaFiles.sweep)
    #expect(run.timestamp == "2026-11-21T00:17:24")
    let point = try #require(run.points.first)
    #expect(point.name == "meta-llama/Llama-3-8B-Instruct")
    #expect(point.scenario == "sweep")
    #expect(point.tags == ["traffic": "rate"])
    #expect(point.metrics.mapValues(\.value) == ["num_runs": 2, "runs_that_met_slos": 2, "failed_runs": 0])
    #expect(run.metricDefs.mapValues(\.direction).members.map(\.value) == [.info, .higher, .lower])
    #expect(run.metadata["group"] == .string("sweep-" + VeekshaFiles.sweep))
    #expect(run.metadata["tags"] == ["regression", "llama-3-8b", "sweep", "summary"])
    let summary = try JSON(parsing: Array(files.text("sweep_summary.json").utf8))
    #expect(
      run.metadata["sweep"]
        == ["directory": .string(VeekshaFiles.sweep), "num_runs": 2, "runs": try #require(summary["runs"])])
  }

  @Test func aSweepHasTheConfigurationThatItsMembersShare() throws {
    let config = try #require(try Converted(VeekshaFiles.sweepFiles()).runs.last?.metadata["config"])
    #expect(config["wandb"]?["project"] == "llm-benchmarks")
    #expect(config["client"]?["api_key"] == "<redacted>")
    #expect(config["traffic_scheduler"]?["type"] == "rate")
    #expect(config["traffic_scheduler"]?["interval_generator"]?["arrival_rate"] == nil)
  }

  @Test func aSweepSaysHowManyOfItsRunsFailed() throws {
    let text = """
      {"base_output_dir": "out/\(VeekshaFiles.sweep)", "num_runs": 3, "runs": [
        {"run_dir": "out/a", "all_slos_met": false, "summary_stats": {"Number of Completed Requests": 4}},
        {"run_dir": "out/b", "all_slos_met": null, "summary_stats": {"Number of Completed Requests": 0}},
        {"run_dir": "out/c", "all_slos_met": true, "summary_stats": {}}]}
      """
    let metrics = try Converted([("sweep_summary.json", text)]).runs.last?.points.first?.metrics
    #expect(metrics?.mapValues(\.value) == ["num_runs": 3, "runs_that_met_slos": 1, "failed_runs": 2])
  }

  @Test func theManifestOfASweepIsEnoughForItsRun() throws {
    let files = try VeekshaFiles.sweepFiles().without("sweep_summary.json")
    let run = try #require(try Converted(files).runs.last)
    #expect(run.id == VeekshaFiles.sweep)
    #expect(run.points.first?.metrics.mapValues(\.value) == ["num_runs": 2])
    let manifest = try JSON(parsing: Array(files.text("sweep_manifest.json").utf8))
    #expect(run.metadata["sweep"]?["runs"] == manifest["runs"])
  }

  @Test func aSweepThatWasStoppedIsAGroupToo() throws {
    let files = try VeekshaFiles.sweepFiles().without("sweep_manifest.json", "sweep_summary.json")
      .map { ($0.name, $0.text.replacing("group: sweep-", with: "group: null # ")) }
    let converted = try Converted(files)
    #expect(
      converted.runs.map { $0.metadata["group"] } == Array(repeating: .string("sweep-" + VeekshaFiles.sweep), count: 2))
  }

  @Test func aGroupOfTheUsersOwnStays() throws {
    let files = try VeekshaFiles.sweepFiles().map {
      ($0.name, $0.text.replacing("group: sweep-", with: "group: own # "))
    }
    #expect(try Converted(files).runs.map { $0.metadata["group"] } == ["own", "own", "own"])
  }

  @Test func membersThatNoTagTellsApartAreToldOf() throws {
    let files = try VeekshaFiles.sweepFiles().map { file in
      (file.name, file.text.replacing("arrival_rate: 10", with: "arrival_rate: 5"))
    }
    let notes = try Converted(files).notes
    #expect(notes.count == 1)
    #expect(notes.first?.file.hasSuffix("21_11_2026-00_17_37-27952d24") == true)
    #expect(notes.first?.reason.hasPrefix("its tags are those of another run of the sweep") == true)
  }

  @Test func anAttemptIsARunWithTheValueThatWasTried() throws {
    let converted = try Converted(VeekshaFiles.searchFiles())
    let attempts = converted.runs.filter { $0.points.first?.scenario == "concurrent" }
    let tried = attempts.compactMap { run in run.points.first?.tags["target_concurrent_sessions"].map { ($0, run) } }
    #expect(
      tried.map(\.0).sorted { (Int($0) ?? 0) < (Int($1) ?? 0) } == ["4", "8", "16", "20", "21", "22", "24", "32"])
    for (value, run) in tried {
      #expect(run.metadata["group"] == .string("capsearch-" + VeekshaFiles.search))
      #expect(run.metadata["capacity_search"]?["value"]?.double == Double(value))
      #expect(run.metadata["capacity_search"]?["best_value"]?.double == 21)
      #expect(run.metadata["capacity_search"]?["is_best"] == .bool(value == "21"))
      #expect(run.metadata["tags"]?.elements?.contains("BEST_CONFIG") == (value == "21"))
      #expect(run.metadata["tags"]?.elements?.filter { $0 == "capsearch" }.count == 1)
    }
  }

  @Test func anAttemptWhoseFilesAreNotGivenHasItsObjectives() throws {
    let converted = try Converted(VeekshaFiles.searchFiles())
    let run = try #require(converted.runs.first { $0.id == "21_11_2026-00_18_28-8d12e3e8" })
    #expect(run.points.first?.tags["target_concurrent_sessions"] == "32")
    #expect(run.points.first?.metrics.mapValues(\.value) == ["all_slos_met": 0])
    #expect(run.metadata["slo_results"]?["results"]?.elements?.count == 3)
    #expect(converted.notes.count { $0.reason.contains("only its objectives are known") } == 6)
  }

  @Test func theSearchIsARunWhoseCapacityCanBeFollowed() throws {
    let run = try #require(try Converted(VeekshaFiles.searchFiles()).runs.last)
    #expect(run.id == VeekshaFiles.search)
    #expect(run.timestamp == "2026-11-21T00:17:45")
    let point = try #require(run.points.first)
    #expect(point.scenario == "capacity_search")
    #expect(point.tags == ["traffic": "concurrent", "searched_knob": "target_concurrent_sessions"])
    #expect(point.metrics.mapValues(\.value) == ["capacity": 21, "iterations": 8])
    #expect(run.metricDefs["capacity"]?.direction == .higher)
    #expect(run.metadata["capacity_search"]?["best_run"] == "21_11_2026-00_19_56-02ad58ba")
    #expect(run.metadata["group"] == .string("capsearch-" + VeekshaFiles.search))
    #expect(run.metadata["tags"] == ["regression", "llama-3-8b", "capsearch", "summary"])
    #expect(run.metadata["config"]?["wandb"]?["project"] == "llm-benchmarks")
  }

  @Test func theSearchKeepsItsHistoryAndItsAttemptsDoNot() throws {
    let files = try VeekshaFiles.searchFiles()
    let text = files.text("capacity_search_results.json").replacing(
      "\"observed_value\": 0.0803676", with: "\"observed_value\": Infinity")
    let results = try JSON(parsing: Array(files.text("capacity_search_results.json").utf8))
    let runs = try Converted(files.with("capacity_search_results.json", text)).runs
    let search = try #require(runs.last?.metadata["capacity_search"])
    #expect(search["directory"] == .string(VeekshaFiles.search))
    #expect(search["best_run_dir"] == results["best_run_dir"])
    #expect(search["history"]?.elements?.count == 8)
    #expect(search["history"]?[0]?["slo_results"]?["results"]?[0]?["observed_value"] == "Infinity")
    #expect(search["history"]?[7] == results["history"]?[7])
    for run in runs.dropLast() {
      #expect(run.metadata["capacity_search"]?["history"] == nil)
      #expect(run.metadata["capacity_search"]?["best_run_dir"] == nil)
    }
  }

  @Test func withoutItsOwnConfigurationASearchHasThatOfItsAttempts() throws {
    let files = try VeekshaFiles.searchFiles().filter { !$0.name.hasSuffix(VeekshaFiles.search + "/config.yml") }
    let run = try #require(try Converted(files).runs.last)
    #expect(run.metadata["config"]?["wandb"]?["project"] == "llm-benchmarks")
    #expect(run.metadata["config"]?["traffic_scheduler"]?["target_concurrent_sessions"] == nil)
    #expect(run.metadata["tags"] == ["regression", "llama-3-8b", "capsearch", "summary"])
  }

  @Test func aSearchThatFoundNothingHasFailed() throws {
    let files = try VeekshaFiles.searchFiles()
    let text = files.text("capacity_search_results.json").replacing(
      "\"best_value\": 21.0", with: "\"best_value\": null"
    )
    .replacing(/"best_run_dir": "[^"]*"/, with: "\"best_run_dir\": null")
    let runs = try Converted(files.with("capacity_search_results.json", text)).runs
    #expect(runs.last?.points.first?.metrics["capacity"]?.error == "no value that was tried met all objectives")
    #expect(runs.last?.metadata["failure"] == "no value that was tried met all objectives")
    #expect(!runs.contains { $0.metadata["tags"]?.elements?.contains("BEST_CONFIG") == true })
  }

  @Test func nothingSecretIsInAnyRun() throws {
    let runs = try Converted(VeekshaFiles.sweepFiles() + VeekshaFiles.searchFiles()).runs
    #expect(runs.count == 12)
    for run in runs {
      #expect(!String(decoding: JSONWriter.bytes(of: run), as: UTF8.self).contains(VeekshaFiles.secret))
    }
  }

  @Test func whatIsSecretInAnyMemberIsInNoRunOfTheSweep() throws {
    let other = "0ther-credential-9876543210"
    let files: [(name: String, text: String)] = try VeekshaFiles.sweepFiles().map { file in
      let text = file.name.contains("27952d24/") ? file.text.replacing(VeekshaFiles.secret, with: other) : file.text
      return file.name.hasSuffix("sweep_summary.json")
        ? (file.name, text.replacing("\"context_length\": null", with: "\"context_length\": \"\(other)\""))
        : (file.name, text)
    }
    #expect(files.text("sweep_summary.json").contains(other))
    let run = try #require(try Converted(files).runs.last)
    #expect(run.metadata["sweep"]?["runs"]?[0]?["context_length"] == "<redacted>")
    #expect(!String(decoding: JSONWriter.bytes(of: run), as: UTF8.self).contains(other))
  }

  @Test(arguments: ["sweep_summary.json", "capacity_search_results.json"])
  func aDamagedGroupIsAnErrorOrRunsWithFiniteNumbers(_ name: String) throws {
    let files = try VeekshaFiles.sweepFiles() + VeekshaFiles.searchFiles()
    let text = Array(files.text(name).utf8)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      var damaged = text
      for _ in 0..<3 {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        damaged[place] = "0-,.\"{}[]\n:#eE\\N9".utf8.randomElement(using: &random) ?? 0
      }
      guard let converted = try? Converted([(name, String(decoding: damaged, as: UTF8.self))]) else { continue }
      let values = converted.runs.flatMap(\.points).flatMap { $0.metrics.members.compactMap(\.value.value) }
      #expect(values.allSatisfy { $0.isFinite })
    }
    #expect(throws: AdapterError.self) { try Converted([(name, String(decoding: text.dropLast(9), as: UTF8.self))]) }
  }

  @Test(arguments: [
    #"{"base_output_dir": "x", "num_runs": 1, "runs": 7}"#, #"{"base_output_dir": 1, "num_runs": 1, "runs": [1, {}]}"#,
    #"{"searched_knob": "a.b", "best_value": 2, "history": [{"value": "x"}, null, {"run_dir": 5, "all_slos_met": "y"}]}"#,
    #"{"searched_knob": 5, "best_value": "2", "history": {}}"#,
  ])
  func wrongTypesMakeNoAttempts(_ text: String) throws {
    let converted = try Converted([("x.json", text)])
    #expect(converted.runs.allSatisfy { $0.points.first?.metrics["all_slos_met"] == nil })
  }
}
