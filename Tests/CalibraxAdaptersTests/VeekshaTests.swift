import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// Folders of Veeksha's benchmarks.
@Suite struct VeekshaTests {
  private func run(_ files: [(name: String, text: String)]) throws -> Run {
    let converted = try Converted(files)
    try #require(converted.runs.count == 1)
    return converted.runs[0]
  }

  @Test func aFolderIsARunOfItsNameAndTime() throws {
    let run = try run(VeekshaFiles.benchmark())
    #expect(run.id == VeekshaFiles.run)
    #expect(run.timestamp == "2026-11-21T00:16:28")
    #expect(run.metadata["output_dir"] == .string(VeekshaFiles.run))
    #expect(run.metadata["group"] == "weekly-regression")
    #expect(run.metadata["tags"] == ["regression", "llama-3-8b"])
    #expect(run.environment.isEmpty)
    let again = try self.run(VeekshaFiles.benchmark())
    #expect(again == run)
  }

  @Test func thePointIsTheModelUnderItsTraffic() throws {
    let point = try #require(try run(VeekshaFiles.benchmark()).points.first)
    #expect(point.name == "meta-llama/Llama-3-8B-Instruct")
    #expect(point.scenario == "rate")
    #expect(point.tags == ["traffic": "rate", "arrival_rate": "6", "interval": "poisson"])
  }

  @Test(arguments: [
    ("ttfc", 0.05219, "s", Direction.lower, 25), ("tbc", 0.00814, "s", .lower, 273), ("tpot", 0.00818, "s", .lower, 25),
    ("end_to_end_latency", 0.14424, "s", .lower, 25),
    ("normalized_end_to_end_latency", 0.01167, "s/token", .lower, 25),
    ("output_throughput", 85.6535, "tokens/s", .higher, 25), ("num_prompt_tokens", 344, "count", .info, 25),
    ("num_output_tokens", 13, "count", .info, 25), ("num_total_tokens", 468, "count", .info, 25),
    ("ttfc_p99", 0.06575797377154192, "s", .lower, 0), ("tbc_p90", 0.008956337560737862, "s", .lower, 0),
    ("output_throughput_mean", 83.27297474313619, "tokens/s", .higher, 0),
    ("session_duration", 0.18619467836959647, "s", .lower, 0), ("session_size_p90", 2, "count", .info, 0),
    ("num_requests", 25, "count", .info, 0), ("num_errored_requests", 0, "count", .lower, 0),
    ("error_rate", 0, "", .lower, 0), ("session_dispatch_rate", 4.221867585345053, "1/s", .info, 0),
    ("tpot_based_throughput", 122.44596562055735, "tokens/s", .higher, 0),
    ("tbc_based_throughput", 109.05639220576707, "tokens/s", .higher, 0), ("all_slos_met", 1, "", .higher, 0),
  ])
  func aMetricIsWhatWasMeasured(
    _ name: String, _ value: Double, _ unit: String, _ direction: Direction, _ samples: Int
  ) throws {
    let run = try run(VeekshaFiles.benchmark())
    let metric = try #require(run.points.first?.metrics[name])
    #expect(metric.value == value)
    #expect(run.metricDefs[name]?.unit == unit)
    #expect(run.metricDefs[name]?.direction == direction)
    #expect(metric.samples?.count ?? 0 == samples)
    if samples > 0 { #expect(metric.unknownMembers["statistic"] == "median") }
  }

  @Test func everyNumberOfTheSummaryIsAMetric() throws {
    let files = try VeekshaFiles.benchmark()
    let summary = try JSON(parsing: Array(files.text("summary_stats.json").utf8))
    let numbers = try #require(summary.members).filter { $0.value.double != nil }.count
    let run = try run(files.without("request_level_metrics.jsonl", "throughput_metrics.json", "slo_results.json"))
    #expect(numbers == 60)
    #expect(run.points.first?.metrics.count == numbers)
    #expect(run.points.first?.metrics["ttfc"]?.value == 0.052192037316793484)
    #expect(run.points.first?.metrics["ttfc"]?.unknownMembers["statistic"] == "median")
  }

  @Test func theSummaryAndTheThroughputAreMetadataAsTheyStand() throws {
    let files = try VeekshaFiles.benchmark()
    let metadata = try run(files).metadata
    #expect(metadata["summary_stats"] == (try JSON(parsing: Array(files.text("summary_stats.json").utf8))))
    #expect(metadata["throughput_metrics"] == (try JSON(parsing: Array(files.text("throughput_metrics.json").utf8))))
    #expect(
      String(decoding: JSONWriter.bytes(of: metadata["summary_stats"] ?? .null), as: UTF8.self)
        .contains("\"Number of Sessions Seen\":16.0"))
    #expect(metadata["failure"] == nil)
    let other = files.with(
      "summary_stats.json",
      """
      {"Number of Requests": 1, "Number of Completed Requests": 1, "Think Time (Mean)": NaN,
        "error_code_freq": {"Bearer \(VeekshaFiles.secret)": 1}}
      """)
    let found = try #require(try run(other).metadata["summary_stats"])
    #expect(found["Think Time (Mean)"] == "NaN")
    #expect(found["error_code_freq"]?.members?.keys == ["Bearer <redacted>"])
  }

  @Test func aNumberThatIsNotKnownIsInformation() throws {
    let files = try VeekshaFiles.benchmark()
    let summary = files.text("summary_stats.json").replacing(
      "\"Error Rate\"", with: "\"Audio Real-Time Factor (P99)\": 0.5, \"Error Rate\"")
    let run = try run(files.with("summary_stats.json", summary))
    #expect(run.points.first?.metrics["audio_real_time_factor_p99"]?.value == 0.5)
    #expect(run.metricDefs["audio_real_time_factor_p99"]?.direction == .info)
  }

  @Test func objectivesAndHealthAreMetadata() throws {
    let converted = try Converted(VeekshaFiles.benchmark())
    let metadata = try #require(converted.runs.first?.metadata)
    #expect(metadata["slo_results"]?["all_slos_met"] == true)
    #expect(metadata["slo_results"]?["results"]?[0]?["observed_value"]?.double == 0.07394519999999997)
    #expect(metadata["health_checks"]?["passed"] == false)
    let checks = try #require(metadata["health_checks"]?["checks"]?.elements)
    #expect(checks.map { $0["passed"] } == [true, false, true, true, true])
    #expect(checks[1]["name"] == "SESSION DISPATCH RATE CHECK")
    #expect(checks[1]["details"]?["Rate Statistics"]?["Actual Rate"] == "4.2219 sessions/sec")
    #expect(checks[0]["details"]?["Description"]?["Metric"] == "Scheduler delay (actual_dispatch - ready_time)")
    #expect(
      converted.notes.map(\.reason) == [
        "the session dispatch rate check failed: Actual rate deviates from expected by > 15.0%"
      ])
    #expect(converted.skipped.isEmpty)
  }

  @Test func theConfigurationIsKeptWithoutItsSecrets() throws {
    let run = try run(VeekshaFiles.benchmark())
    let config = try #require(run.metadata["config"])
    #expect(config["client"]?["api_key"] == "<redacted>")
    #expect(config["client"]?["max_tokens_param"] == "max_completion_tokens")
    #expect(config["traffic_scheduler"]?["interval_generator"]?["arrival_rate"]?.double == 6)
    #expect(!String(decoding: JSONWriter.bytes(of: run), as: UTF8.self).contains(VeekshaFiles.secret))
  }

  @Test func anInfiniteObservationIsRead() throws {
    let text = """
      {"all_slos_met": false, "results": [{"met": false, "observed_value": Infinity, "threshold": 0.5},
        {"met": false, "observed_value": NaN}]}
      """
    let run = try run(VeekshaFiles.benchmark().with("slo_results.json", text))
    #expect(run.metadata["slo_results"]?["results"]?[0]?["observed_value"] == "Infinity")
    #expect(run.metadata["slo_results"]?["results"]?[1]?["observed_value"] == "NaN")
    #expect(run.points.first?.metrics["all_slos_met"]?.value == 0)
  }

  @Test func whatIsNotNeededIsNoMatter() throws {
    let folder = "benchmark_output/" + VeekshaFiles.run
    let more = [
      (folder + "/metrics/ttfc.png", "\u{89}PNG"), (folder + "/metrics/chrome_trace.json", "[{\"ph\": \"X\"}]"),
      (folder + "/wandb/offline-run-1/files/output.log", "Done."), (folder + "/metrics/tbc.csv", "a,b\n1,2\n"),
    ]
    let converted = try Converted(VeekshaFiles.benchmark() + more)
    let needed = try Converted(VeekshaFiles.benchmark()).runs
    #expect(converted.runs == needed)
    #expect(converted.skipped.isEmpty)
  }

  @Test func requestsAloneAreSamplesToo() throws {
    let run = try run(VeekshaFiles.benchmark().filter { $0.name.hasSuffix(".jsonl") })
    #expect(run.points.first?.name == "veeksha")
    #expect(run.points.first?.metrics["ttfc"]?.value == 0.05219)
  }

  @Test func aFolderOfAnotherNameHasNoTime() throws {
    let files = try VeekshaFiles.benchmark().map {
      ("./" + $0.name.split(separator: "/").dropFirst(2).joined(separator: "/"), $0.text)
    }
    let converted = try Converted(files)
    #expect(converted.runs.first?.id == "")
    #expect(converted.runs.first?.timestamp == "")
    #expect(converted.runs.first?.points.first?.metrics["ttfc"]?.samples?.count == 25)
    #expect(converted.notes.contains { $0.reason.contains("give the folder by the name that Veeksha gave it") })
  }

  @Test func onlyWhatIsOnThisMachineSaysWhereItIs() throws {
    let files = try VeekshaFiles.benchmark().map { ("/out/" + $0.name, $0.text) }
    #expect(try run(files).metadata["artifacts"] == nil)
  }

  @Test func whereAFileIsSaysMoreThanItsName() throws {
    let collected = CollectedRuns()
    var conversion = Conversion { collected.take($0, $1) }
    let folder = "/data/wandb/" + VeekshaFiles.run
    let files = try VeekshaFiles.benchmark().map { file in
      let name = "." + file.name.dropFirst(("benchmark_output/" + VeekshaFiles.run).count)
      return SourceFile(name: name, location: folder + name.dropFirst()) {
        var rest = Array(file.text.utf8)
        return { () throws(AdapterError) in
          defer { rest = [] }
          return rest
        }
      }
    }
    try conversion.read(files, by: nil)
    #expect(collected.runs.map(\.id) == [VeekshaFiles.run])
    #expect(collected.runs.first?.metadata["artifacts"] == ["directory": .string(folder)])
    #expect(conversion.notes.map(\.file) == ["./health_check_results.txt"])
  }

  @Test func aNameWithOddCharactersIsANameAllTheSame() throws {
    let files = try VeekshaFiles.benchmark().map {
      ($0.name.replacing("benchmark_output", with: "a, b/ü \n'\"#"), $0.text)
    }
    #expect(try run(files).id == VeekshaFiles.run)
  }

  @Test func twoFoldersAreTwoRuns() throws {
    let files = try VeekshaFiles.benchmark()
    let converted = try Converted(files + files.map { ($0.name.replacing("-e10f1d57", with: "-e10f1d57-2"), $0.text) })
    #expect(converted.runs.map(\.id) == [VeekshaFiles.run, VeekshaFiles.run + "-2"])
  }

  @Test func manyRequestsAreReadFast() throws {
    let line = try VeekshaFiles.benchmark().text("request_level_metrics.jsonl").split(separator: "\n")[0]
    let text = String(repeating: line + "\n", count: 8_000)
    let converted = try Converted([(VeekshaFiles.run + "/metrics/request_level_metrics.jsonl", text)])
    let metrics = try #require(converted.runs.first?.points.first?.metrics)
    #expect(metrics["ttfc"]?.samples?.count == 8_000)
    #expect(metrics["tbc"]?.samples == nil)
    #expect(metrics["tbc"]?.unknownMembers["n"] == 104_000)
    #expect(converted.notes.map(\.reason) == ["its 104000 samples are too many to be kept: the median is"])
  }

  @Test func itsFilesAreNobodyElses() throws {
    for file in try VeekshaFiles.benchmark() + VeekshaFiles.sweepFiles() + VeekshaFiles.searchFiles() {
      var source = SourceFile(name: file.name, bytes: Array(file.text.utf8))
      let head = try source.head()
      #expect(allAdapters.filter { $0.recognizes(head) }.first?.name == "veeksha", "\(file.name)")
    }
    for name in DamagedFilesTests.names where !name.hasPrefix("veeksha/") {
      let bytes = try Converted.fixtureFiles(name).first { $0.name == name }?.text ?? ""
      var source = SourceFile(name: name, bytes: Array(bytes.utf8))
      let head = try source.head()
      #expect(!Veeksha.recognizes(head), "\(name)")
    }
  }
}
