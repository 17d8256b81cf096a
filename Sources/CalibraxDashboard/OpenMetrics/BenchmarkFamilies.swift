import CalibraxModel

extension [BenchmarkHead] {
  /// How benchmarks fare.
  var families: [MetricFamily] {
    var status = MetricFamily(
      "calibrax_benchmark_status", help: "Whether the last rows of a benchmark have a status: 1 or 0.")
    var rows = MetricFamily("calibrax_benchmark_rows", help: "Rows of a benchmark.")
    var valid = MetricFamily("calibrax_benchmark_valid_rows", help: "Rows of a benchmark that did not fail.")
    var failedTabs = MetricFamily("calibrax_benchmark_failed_tabs", help: "Tabs of a benchmark that cannot be shown.")
    var messages = MetricFamily("calibrax_benchmark_messages", help: "Messages on the console of a benchmark.")
    var collected = MetricFamily(
      "calibrax_benchmark_collected_timestamp_seconds", unit: "seconds",
      help: "When the results of a benchmark were last collected, Unix time.")
    for head in self {
      let name = ("name", head.name)
      for one in head.runs.lastStatus.map({ last in BenchmarkStatus.allCases.map { ($0, $0 == last) } }) ?? [] {
        status.add(one.1 ? 1 : 0, [name, ("status", "\(one.0)")])
      }
      rows.add(Double(head.runs.total), [name])
      valid.add(Double(head.runs.valid), [name])
      failedTabs.add(Double(head.failedTabs), [name])
      messages.add(Double(head.errors), [name, ("severity", "error")])
      messages.add(Double(head.warnings), [name, ("severity", "warning")])
      if let time = Timestamp(head.collectedAt) { collected.add(Double(time.microseconds) / 1e6, [name]) }
    }
    return [status, rows, valid, failedTabs, messages, collected]
  }
}

extension RunTally {
  /// How the rows of the last moment fared; `nil` where there are none.
  fileprivate var lastStatus: BenchmarkStatus? { status.last.flatMap { BenchmarkStatus(rawValue: String($0)) } }
}
