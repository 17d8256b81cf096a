import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// Folders of Veeksha's benchmarks that failed, or in which something is damaged.
@Suite struct VeekshaFailureTests {
  /// The counters of a benchmark of which nothing was answered.
  private static let failed = """
    {"Number of Requests": 12, "Number of Errored Requests": 10, "Number of Completed Requests": 0,
      "Number of Cancelled Requests": 2, "Error Rate": 0.833, "Cancellation Rate": 0.167,
      "Observed Session Dispatch Rate": 0.0, "error_code_freq": {"503": 10}}
    """

  private func run(_ files: [(name: String, text: String)]) throws -> Run {
    let converted = try Converted(files)
    try #require(converted.runs.count == 1)
    return converted.runs[0]
  }

  @Test func aBenchmarkWithoutAnswersHasFailed() throws {
    let files = try VeekshaFiles.benchmark().with("summary_stats.json", Self.failed)
      .with("request_level_metrics.jsonl", "").with("health_check_results.txt", "")
      .with("throughput_metrics.json", #"{"tpot_based_throughput": 0.0, "tbc_based_throughput": 0.0}"#)
    let run = try run(files)
    let metrics = try #require(run.points.first?.metrics)
    #expect(
      metrics.keys == [
        "num_requests", "num_errored_requests", "num_completed_requests", "num_cancelled_requests", "error_rate",
        "cancellation_rate", "end_to_end_latency",
      ])
    #expect(metrics["num_errored_requests"]?.value == 10)
    #expect(metrics["end_to_end_latency"]?.value == nil)
    #expect(
      metrics["end_to_end_latency"]?.error
        == "no request was completed: 10 of 12 failed, 2 were cancelled (503: 10)")
    #expect(run.metadata["failure"] == "no request was completed: 10 of 12 failed, 2 were cancelled (503: 10)")
    #expect(run.metadata["summary_stats"]?["Number of Errored Requests"] == 10)
    #expect(run.metadata["error_codes"] == ["503": 10])
    #expect(run.metadata["health_checks"] == ["checks": []])
  }

  @Test func aBenchmarkThatDidNotEndHasFailed() throws {
    let run = try run(VeekshaFiles.benchmark().filter { $0.name.hasSuffix("config.yml") })
    #expect(run.id == VeekshaFiles.run)
    #expect(run.points.first?.name == "meta-llama/Llama-3-8B-Instruct")
    #expect(run.points.first?.metrics.keys == ["end_to_end_latency"])
    #expect(
      run.points.first?.metrics["end_to_end_latency"]?.error
        == "it has no summary_stats.json: it did not come to its end")
    #expect(run.metadata["failure"] == "it has no summary_stats.json: it did not come to its end")
    #expect(run.metadata["summary_stats"] == nil)
  }

  @Test func samplesOfSomeRequestsAreNone() throws {
    let files = try VeekshaFiles.benchmark()
    let lines = files.text("request_level_metrics.jsonl").split(separator: "\n").dropLast()
    let converted = try Converted(files.with("request_level_metrics.jsonl", lines.joined(separator: "\n") + "\n"))
    let metric = try #require(converted.runs.first?.points.first?.metrics["ttfc"])
    #expect(metric.value == 0.052192037316793484)
    #expect(metric.samples == nil)
    #expect(converted.skipped.map(\.reason) == ["it has 24 of 25 requests, so none of them is a sample"])
  }

  @Test func aSampleThatIsNoNumberLeavesTheOthersOut() throws {
    let files = try VeekshaFiles.benchmark()
    let text = files.text("request_level_metrics.jsonl").replacing("\"ttfc\": 0.05219,", with: "\"ttfc\": \"fast\",")
    let converted = try Converted(files.with("request_level_metrics.jsonl", text))
    let metrics = try #require(converted.runs.first?.points.first?.metrics)
    #expect(metrics["ttfc"]?.value == 0.052192037316793484)
    #expect(metrics["ttfc"]?.samples == nil)
    #expect(metrics["tpot"]?.samples?.count == 25)
    #expect(converted.skipped.map(\.place) == ["line 2, ttfc"])
  }

  @Test(arguments: [
    ("config.yml", "traffic_scheduler:\n  type: rate\nsession_generator: {}\n", "there is no client.type"),
    ("config.yml", "session_generator:\n\ttype: x\ntraffic_scheduler: 1\n", "tab"),
    ("summary_stats.json", "{\"Number of Requests\": 25, \"Number of Comp", "not JSON"),
    ("summary_stats.json", "[1, 2]", "it is no object"),
    ("summary_stats.json", #"{"Number of Requests": 1, "Number of Completed Requests": "all"}"#, "it is no number"),
    ("request_level_metrics.jsonl", "[1]\n", "it is no object with a request"),
    ("request_level_metrics.jsonl", "{\"request_id\": 1, \n{}\n", "not JSON"),
    ("slo_results.json", "", "not JSON"),
  ])
  func aFileThatIsNotWhatItSaysIsRefused(_ name: String, _ text: String, _ message: String) throws {
    let files = try VeekshaFiles.benchmark().with(name, text)
    let error = #expect(throws: AdapterError.self) { try Converted(files) }
    #expect(error?.file.hasSuffix(name) == true)
    #expect(error?.sentence.contains(message) == true, "\(String(describing: error))")
    let tolerant = try Converted(files, refusesBadFiles: false)
    #expect(tolerant.runs.isEmpty)
    #expect(tolerant.skipped.contains { $0.file.hasSuffix(name) })
  }

  @Test func aFileThatIsCutOffGivesNoWrongNumber() throws {
    // What is said in the health checks is no number.
    let files = try VeekshaFiles.benchmark().without(
      ".csv", ".txt", "wandb_run.json", "trace.jsonl", "window_metrics.json")
    let whole = try #require(try run(files).points.first)
    let summary = try #require(try run(files.without(".jsonl")).points.first)
    for place in files.indices {
      let bytes = Array(files[place].text.utf8)
      for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 6)) {
        var damaged = files
        damaged[place].text = String(decoding: bytes[..<end], as: UTF8.self)
        guard let part = try? Converted(damaged) else { continue }
        let point = try #require(part.runs.first?.points.first)
        #expect(point.key == whole.key)
        for metric in point.metrics where metric.value.value != whole.metrics[metric.key]?.value {
          // Without all samples the summary's own value counts, which is told.
          let isTold = part.skipped.contains { $0.file == files[place].name }
          let isRight = isTold && metric.value.value == summary.metrics[metric.key]?.value
          #expect(isRight, "\(metric.key) where \(files[place].name) is cut off at byte \(end)")
        }
      }
    }
  }

  @Test func wrongTypesAreTold() throws {
    let files = try VeekshaFiles.benchmark()
    let summary = files.text("summary_stats.json").replacing("\"Error Rate\": 0.0", with: "\"Error Rate\": \"none\"")
    let converted = try Converted(
      files.with("summary_stats.json", summary).with("slo_results.json", #"{"all_slos_met": 1, "results": {}}"#))
    #expect(converted.runs.first?.points.first?.metrics["error_rate"] == nil)
    #expect(converted.skipped.map(\.place) == ["Error Rate", "all_slos_met"])
  }

  @Test func aFolderWithoutResultsHasNone() throws {
    let config = try VeekshaFiles.benchmark().text("config.yml")
    let converted = try Converted([("mine/config.yml", config)])
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped == [InputRemark("mine/config.yml", "", "no results of a benchmark are beside it")])
  }
}
