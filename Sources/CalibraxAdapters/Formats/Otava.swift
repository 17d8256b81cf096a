import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The CSV that Apache Otava reads: a column of times, attributes of the runs, and a column for each metric. Every row
/// is a run. Which column is what, Otava's own configuration says; here it is what stands in it.
enum Otava: FileAdapter {
  static let name = "otava"
  static let summary = "CSV of Apache Otava: a run in every row, with its time"

  private static let times = ["time", "timestamp", "date"]
  /// Columns that tell of a run even where numbers stand in them.
  private static let attributes: Set<String> = [
    "commit", "commit_hash", "sha", "revision", "branch", "version", "build", "build_id", "build_number", "run_id",
    "job_id", "tag", "release",
  ]

  static func recognizes(_ head: FileHead) -> Bool {
    guard let table = TableHead(head), let time = timeColumn(table.columns),
      !head.lines.contains(where: { $0.hasPrefix("#") })
    else { return false }
    return table.firstCell(of: time).flatMap { Timestamp(lenient: $0) } != nil && !metrics(of: table, time).isEmpty
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    let head = try file.head()
    guard let table = TableHead(head), let time = timeColumn(table.columns) else {
      throw AdapterError(file.name, "", "the header has no column time, timestamp or date")
    }
    let metrics = metrics(of: table, time)
    guard !metrics.isEmpty else {
      throw AdapterError(file.name, "", "no column is a metric: none begins with a number")
    }
    conversion.note("", "nothing says which way its metrics improve; metric_defs in config.json can")
    var isHeader = true
    let unfinished = try CommaSeparated.forEachRow(of: &file, separator: table.separator, comment: { _ in }) { row in
      if !isHeader {
        add(row.cells.map(\.trimmed), at: "line \(row.line)", of: table, time, metrics, head.stem, &conversion)
      }
      isHeader = false
    }
    conversion.skip(unfinishedLine: unfinished)
  }

  private static func timeColumn(_ columns: [String]) -> Int? {
    times.lazy.compactMap { time in columns.firstIndex { $0.lowercased() == time } }.first
  }

  private static func metrics(of table: TableHead, _ time: Int) -> Set<Int> {
    Set(
      table.columns.indices.filter { column in
        column != time && !attributes.contains(table.columns[column].lowercased())
          && table.firstCell(of: column).flatMap { table.number($0) } != nil
      })
  }

  private static func add(
    _ cells: [String], at place: String, of table: TableHead, _ time: Int, _ metrics: Set<Int>, _ name: String,
    _ conversion: inout Conversion
  ) {
    // Without its time a run has no place in a history.
    guard cells.indices.contains(time), let moment = Timestamp(lenient: cells[time]) else {
      conversion.skip(place, "\"\(cells.indices.contains(time) ? cells[time] : "")\" is not a time that can be read")
      return
    }
    if cells.count > table.columns.count { conversion.skip(place, "it has more cells than the header") }
    var draft = RunDraft()
    draft.date(moment)
    for (index, column) in table.columns.enumerated() where index != time {
      let cell = cells.indices.contains(index) ? cells[index] : ""
      if metrics.contains(index) {
        var measurement = Measurement(column, table.number(cell), "", .info)
        if measurement.value == nil {
          measurement.error = cell.isEmpty ? "missing value" : "\"\(cell)\" is not a number"
        }
        draft.add(measurement, of: name, at: place, &conversion)
      } else if !cell.isEmpty {
        switch column.lowercased() {
        case "commit", "commit_hash", "sha", "revision": draft.commit = draft.commit ?? cell
        case "branch": draft.branch = cell
        default: draft.metadata[column] = .string(cell)
        }
      }
    }
    conversion.addEntry(draft)
  }
}
