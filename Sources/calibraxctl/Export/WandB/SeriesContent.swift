import CalibraxJSON
import CalibraxModel

/// What is exported of an execution: its series as history, whose x is what the samples were recorded at.
enum SeriesContent {
  /// Rows that one command holds.
  static let part = 1_000

  static func content(of exported: ExportedExecution) -> WandBContent {
    var content = head(of: exported.execution)
    let keys = exported.series.map(\.key)
    let x = axis(beside: keys)
    content.commands = definitions(of: keys, x)
    var rows: [OrderedMap<JSON>] = []
    for row in Self.rows(exported.series) {
      rows.append(row)
      if rows.count == part {
        content.commands.append(.log(rows: rows))
        rows = []
      }
    }
    if !rows.isEmpty { content.commands.append(.log(rows: rows)) }
    return content
  }

  /// What is known of an execution.
  static func head(of execution: Execution) -> WandBContent {
    var content = WandBContent()
    content.name = execution.executionID
    content.config = JSON(writing: execution).members ?? [:]
    content.exitCode = [.failed, .lost].contains(execution.state) ? 1 : 0
    return content
  }

  /// The name of the x-axis: `at`, unless a metric is called so.
  static func axis(beside keys: [String]) -> String {
    var name = "at"
    while keys.contains(name) { name = "x/" + name }
    return name
  }

  static func definitions(of keys: [String], _ x: String) -> [BridgeCommand] {
    keys.map { .define(key: $0, x: x) }
  }

  /// A row for each x, in order; what a series has twice at one x has rows of its own.
  private static func rows(_ series: [ExportedSeries]) -> [OrderedMap<JSON>] {
    let x = axis(beside: series.map(\.key))
    let samples = series.enumerated().flatMap { place, series in series.samples.map { (place: place, sample: $0) } }
    let order = samples.indices.sorted { (samples[$0].sample.at, $0) < (samples[$1].sample.at, $1) }
    var rows: [OrderedMap<JSON>] = []
    var last: Double?
    var begin = 0
    for index in order {
      let (place, sample) = samples[index]
      if sample.at != last { (last, begin) = (sample.at, rows.count) }
      let key = series[place].key
      let open = (begin..<rows.count).first { rows[$0][key] == nil }
      if open == nil { rows.append([x: .number(JSONNumber(sample.at))]) }
      rows[open ?? rows.count - 1][key] = .number(JSONNumber(sample.value))
    }
    return rows
  }
}
