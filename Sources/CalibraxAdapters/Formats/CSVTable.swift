import CalibraxJSON
import CalibraxModel

/// The rows of a file of ``CSVWithMetadata``, and which of its columns are metrics.
struct CSVTable {
  private let columns: NamedColumns
  private let rows: [CommaSeparated.Row]
  private let metadata: OrderedMap<JSON>
  let metrics: [String]

  /// - Parameter rows: The header, and at least one row.
  init(rows: [CommaSeparated.Row], metadata: OrderedMap<JSON>, _ conversion: inout Conversion) {
    let names = rows[0].cells.map(\.trimmed)
    let columns = NamedColumns(names: names)
    let rest = Array(rows.dropFirst())
    var different: [String] = []
    for name in names where !name.isEmpty {
      if different.contains(name) {
        conversion.skip("line \(rows[0].line)", "two columns are called \"\(name)\": the first counts")
      } else {
        different.append(name)
      }
    }
    if let named = metadata["metrics"]?.elements?.compactMap(\.string) {
      for name in named where !names.contains(name) {
        conversion.skip("metrics", "there is no column \"\(name)\"")
      }
      metrics = different.filter(named.contains)
    } else {
      metrics = different.filter { name in Self.areMeasured(rest.map { columns.cell(name, of: $0) }) }
    }
    (self.columns, self.rows, self.metadata) = (columns, rest, metadata)
  }

  /// Whether the cells of a column are numbers, of which one is not whole or missing.
  private static func areMeasured(_ cells: [String?]) -> Bool {
    cells.allSatisfy { $0.map { isMissing($0) || Double(lenient: $0) != nil } ?? true }
      && cells.contains { $0.map { isMissing($0) || $0.contains { ".eE".contains($0) } } ?? true }
  }

  private static func isMissing(_ cell: String) -> Bool {
    ["none", "null"].contains(cell.lowercased()) || Double(lenient: cell)?.isNaN == true
  }

  /// What differs from one run to the next and would tear a series apart as a tag.
  private static let numbersOfRuns: Set<String> = ["job_id", "jobid", "job", "run_id", "pipeline_id"]
  private static let times = ["ts", "timestamp", "date"]
  /// Members that say how the table is to be read, or of which run it is.
  private static let notTags = numbersOfRuns.union(times).union([
    "commit", "branch", "benchmark", "name", "metrics", "units", "directions",
  ])

  func draft(_ conversion: inout Conversion) -> RunDraft {
    var draft = RunDraft()
    draft.metadata = metadata
    draft.commit = metadata["commit"]?.tag
    draft.branch = metadata["branch"]?.tag
    for time in Self.times {
      guard let written = metadata[time] else { continue }
      draft.date(lenient: written.tag, at: time, &conversion)
      break
    }
    var common = OrderedMap<String>()
    for member in metadata where !Self.notTags.contains(member.key) {
      switch member.value {
      case .string, .number, .bool: common[member.key] = member.value.tag
      // What is no one value is of the run.
      case .null, .array, .object: break
      }
    }
    let name = metadata["benchmark"]?.string ?? metadata["name"]?.string ?? "llview"
    for row in rows {
      if row.cells.count > columns.names.count {
        conversion.skip("line \(row.line)", "it has more cells than the header")
      }
      var tags = common
      for column in columns.names where !metrics.contains(column) && !column.isEmpty {
        if let cell = columns.cell(column, of: row) { tags[column] = cell }
      }
      for metric in metrics {
        let measurement = measurement(of: metric, columns.cell(metric, of: row))
        draft.add(measurement, of: name, tags: tags, at: "line \(row.line)", &conversion)
      }
    }
    return draft
  }

  private func measurement(of metric: String, _ cell: String?) -> Measurement {
    let unit = metadata["units"]?[metric]?.string ?? ""
    let said = metadata["directions"]?[metric]?.string.flatMap { Direction(rawValue: $0) }
    var measurement = Measurement(metric, cell.flatMap { Double(lenient: $0) }, unit, said)
    if let cell, !Self.isMissing(cell) {
      if measurement.value == nil { measurement.error = "\"\(cell)\" is not a number" }
    } else {
      measurement.error = "missing value (run failed)"
    }
    return measurement
  }
}
