import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The rows of a file of ``CSVWithMetadata``, and which of its columns are metrics.
struct CSVTable {
  private let columns: NamedColumns
  private let rows: [CommaSeparated.Row]
  private let metadata: OrderedMap<JSON>
  private let separator: UInt8
  /// Whether nothing says which columns are metrics.
  private let isGuessed: Bool
  let metrics: [String]

  /// - Parameter rows: The header, and at least one row.
  init(
    rows: [CommaSeparated.Row], separator: UInt8, metadata: OrderedMap<JSON>, _ conversion: inout Conversion
  ) {
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
    let named = metadata["metrics"]?.elements?.compactMap(\.string)
    isGuessed = named == nil
    if let named {
      for name in named where !names.contains(name) {
        conversion.skip("metrics", "there is no column \"\(name)\"")
      }
      metrics = different.filter(named.contains)
    } else {
      // A row that is too short says nothing of the columns that it does not have.
      let whole = rest.filter { $0.cells.count >= names.count }
      metrics = different.filter { name in
        Self.areMeasured((whole.isEmpty ? rest : whole).map { columns.cell(name, of: $0) }, separator)
      }
      if !metrics.isEmpty { Self.note(metrics, &conversion) }
    }
    (self.columns, self.rows, self.metadata, self.separator) = (columns, rest, metadata, separator)
  }

  private static func note(_ metrics: [String], _ conversion: inout Conversion) {
    let list = JSON.array(metrics.map { .string($0) }).tag
    conversion.note(
      "",
      "nothing says which columns are metrics; taken for it: \(metrics.joined(separator: ", ")). A line "
        + "# {\"metrics\": \(list)} says it for sure")
  }

  /// Whether the cells of a column are numbers, of which one is not whole or missing. With fractions, what is no number
  /// among them is what came of a run that failed.
  private static func areMeasured(_ cells: [String?], _ separator: UInt8) -> Bool {
    let present = cells.compactMap { $0 }.filter { !isMissing($0) }
    let numbers = present.filter { Double(cell: $0, separatedBy: separator) != nil }
    let hasFractions = numbers.contains { $0.contains { ".,eE".contains($0) } }
    if numbers.count == present.count { return hasFractions || present.count < cells.count }
    return hasFractions && numbers.count * 2 >= present.count
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
      } else if row.cells.count < columns.names.count {
        conversion.note("line \(row.line)", "it has fewer cells than the header: those that are not there are empty")
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
    var measurement = Measurement(metric, cell.flatMap { Double(cell: $0, separatedBy: separator) }, unit, said)
    if let cell, !Self.isMissing(cell) {
      // A word says why there is no number.
      let isWord = isGuessed && !cell.contains(where: \.isNumber)
      if measurement.value == nil { measurement.error = isWord ? cell : "\"\(cell)\" is not a number" }
    } else {
      measurement.error = "missing value (run failed)"
    }
    return measurement
  }
}
