import CalibraxJSON
import CalibraxModel

/// The line protocol of InfluxDB, which Telegraf, QuestDB and VictoriaMetrics read too, with times in nanoseconds.
enum InfluxExport: ExportFormat {
  static let name = "influx"
  static let summary = "InfluxDB line protocol: a measurement for each metric, times in nanoseconds"

  static func files(of data: ExportedData) -> ExportedFiles {
    var protocolLines = InfluxLines()
    switch data {
    case .runs(let runs): for run in runs { protocolLines.add(run.run) }
    case .execution(let execution):
      for series in execution.series { protocolLines.add(series, of: execution.execution) }
    }
    let lost = protocolLines.lost
    let remark = "\(counted(lost, "value")) of a time before 1678 or after 2261 cannot be shown and is left out"
    return ExportedFiles(protocolLines.text, remarks: lost > 0 ? [remark] : [])
  }
}

extension InfluxLines {
  /// Which run and commit a value is of are fields: as tags they would make a series of each.
  fileprivate mutating func add(_ run: Run) {
    let time = Timestamp(run.timestamp).flatMap(Self.nanoseconds)
    for point in run.points {
      var tags = InfluxTags([("point", point.name), ("scenario", point.scenario), ("branch", run.branch ?? "")])
      for tag in point.tags { tags.add(tag.key, tag.value) }
      for metric in point.metrics {
        guard let value = metric.value.finiteValue else { continue }
        add(
          metric.key, tags,
          [
            ("value", .number(value)), ("lower", metric.value.lower.map { .number($0) }),
            ("upper", metric.value.upper.map { .number($0) }), ("run_id", .text(run.id)),
            ("commit", run.commit.map { .text($0) }),
          ], at: time)
      }
    }
  }

  fileprivate mutating func add(_ series: ExportedSeries, of execution: Execution) {
    let tags = InfluxTags([("execution_id", execution.executionID), ("pipeline", execution.pipelineName)])
    switch SeriesTime(series, of: execution) {
    case .since(let start):
      for sample in series.samples {
        let time = Self.nanoseconds(start).flatMap { Self.nanoseconds($0, after: sample.at) }
        add(series.key, tags, [("value", .number(sample.value))], at: time)
      }
    case .unknown:
      // A nanosecond apart, for of samples of one time only the last would be kept.
      let start = Timestamp(execution.startedAt) ?? Timestamp(microseconds: 0)
      for (index, sample) in series.samples.enumerated() {
        let time = Self.nanoseconds(start).map { $0 + Int64(index) }
        add(series.key, tags, [("value", .number(sample.value)), ("at", .number(sample.at))], at: time)
      }
    }
  }

  private static func nanoseconds(_ moment: Timestamp) -> Int64? {
    let (result, isTooLarge) = moment.microseconds.multipliedReportingOverflow(by: 1_000)
    // The ends of the range are InfluxDB's own.
    return isTooLarge || abs(result) > .max - 1_000_000_000_000 ? nil : result
  }

  private static func nanoseconds(_ start: Int64, after seconds: Double) -> Int64? {
    guard let later = Int64(exactly: (seconds * 1e9).rounded()) else { return nil }
    let (result, isTooLarge) = start.addingReportingOverflow(later)
    return isTooLarge ? nil : result
  }
}
