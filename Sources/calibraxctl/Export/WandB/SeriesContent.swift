import CalibraxJSON
import CalibraxModel

/// What is exported of an execution: its series as history, whose x is what the samples were recorded at.
enum SeriesContent {
  /// Rows that one command holds.
  private static let part = 1_000

  static func content(of exported: ExportedExecution) -> WandBContent {
    var content = head(of: exported.execution)
    content.commands = exported.series.map { definition(of: $0.key) } + history(exported.series)
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

  /// The x-axis of every series.
  private static let axis = "at"

  /// What a series is called: as its key, unless that is the axis, or with `_` in front as what the SDK adds to each row.
  private static func name(of key: String) -> String {
    if key == axis { return key + "/value" }
    return key.hasPrefix("_") || key == axis + "/value" ? "series/" + key : key
  }

  static func definition(of key: String) -> BridgeCommand {
    let name = name(of: key)
    // A star stands for all that follows, and is refused before other characters.
    return .define(key: name.firstIndex(of: "*").map { String(name[...$0]) } ?? name, x: axis)
  }

  /// The samples of some series, in the order of their x.
  static func history(_ series: [ExportedSeries]) -> [BridgeCommand] {
    let rows = rows(series)
    return stride(from: 0, to: rows.count, by: part).map { .log(rows: Array(rows[$0..<min($0 + part, rows.count)])) }
  }

  /// A row for each x, in order; what a series has twice at one x has rows of its own.
  private static func rows(_ series: [ExportedSeries]) -> [OrderedMap<JSON>] {
    let samples = series.enumerated().flatMap { place, series in series.samples.map { (place: place, sample: $0) } }
    let order = samples.indices.sorted { (samples[$0].sample.at, $0) < (samples[$1].sample.at, $1) }
    var rows: [OrderedMap<JSON>] = []
    var last: Double?
    var begin = 0
    for index in order {
      let (place, sample) = samples[index]
      if sample.at != last { (last, begin) = (sample.at, rows.count) }
      let key = name(of: series[place].key)
      let open = (begin..<rows.count).first { rows[$0][key] == nil }
      if open == nil { rows.append([axis: .number(JSONNumber(sample.at))]) }
      rows[open ?? rows.count - 1][key] = .number(JSONNumber(sample.value))
    }
    return rows
  }
}
