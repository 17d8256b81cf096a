import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The `influx` export of package-benchmark: a row for each percentile of each metric, and the machine in every row.
enum PackageBenchmarkInflux {
  private static let machine = [
    "hostName": "host", "processoryType": "arch", "processors": "cores", "memory": "memory", "kernelVersion": "kernel",
  ]
  private static let known = Set(machine.keys).union([
    "measurement", "metric", "unit", "test", "percentile", "value", "test_average", "iterations", "warmup_iterations",
    "time",
  ])
  /// Older versions write these, one below the other, and not which is which.
  private static let unnamedPercentiles = 7

  static func read(_ file: inout SourceFile, _ conversion: inout Conversion) throws(AdapterError) -> RunDraft {
    var columns: NamedColumns?
    var groups: [(key: [String], rows: [CommaSeparated.Row])] = []
    var places: [[String]: Int] = [:]
    let unfinished = try CommaSeparated.forEachRow(of: &file, comment: { _ in }) { (row) throws(AdapterError) in
      guard let columns else {
        columns = NamedColumns(names: row.cells.map(\.trimmed))
        return
      }
      guard let test = columns.cell("test", of: row), let metric = columns.cell("metric", of: row) else {
        return conversion.skip("line \(row.line)", "it has no test or no metric")
      }
      let key = [columns.cell("measurement", of: row) ?? "", test, metric]
      let place = places[key] ?? groups.count
      if place == groups.count { groups.append((key, [])) }
      places[key] = place
      groups[place].rows.append(row)
    }
    conversion.skip(unfinishedLine: unfinished)
    var draft = RunDraft()
    guard let columns, let first = groups.first?.rows.first else { return draft }
    draft.date(columns.cell("time", of: first), at: "line \(first.line)", &conversion)
    for member in machine.sorted(by: { $0.key < $1.key }) {
      guard let cell = columns.cell(member.key, of: first) else { continue }
      draft.environment[member.value] = Int(cell).map { .number(JSONNumber($0)) } ?? .string(cell)
    }
    for (key, rows) in groups { add(rows, of: key, columns, to: &draft, &conversion) }
    return draft
  }

  private static func add(
    _ rows: [CommaSeparated.Row], of key: [String], _ columns: NamedColumns, to draft: inout RunDraft,
    _ conversion: inout Conversion
  ) {
    let place = "line \(rows[0].line)"
    let hasPercentiles = columns.names.contains("percentile")
    let median =
      hasPercentiles
      ? rows.first { columns.number("percentile", of: $0) == 50 }
      : rows.count == unnamedPercentiles ? rows[2] : nil
    guard let median else {
      return conversion.skip(place, "there is no 50th percentile of \(key[2])")
    }
    let unit = PackageBenchmarkUnit(written: columns.cell("unit", of: median) ?? "", of: key[2])
    var measurement = unit.measurement(key[2], columns.number("value", of: median))
    measurement.statistic = .median
    measurement.count = columns.number("iterations", of: median).flatMap { Int(exactly: $0) }
    // Columns that people have added tell benchmarks of one name apart.
    var tags = OrderedMap<String>()
    for name in columns.names where !known.contains(name) { tags[name] = columns.cell(name, of: median) }
    let point = key[0].isEmpty ? key[1] : "\(key[0]).\(key[1])"
    draft.add(measurement, of: point, tags: tags, at: "line \(median.line)", &conversion)
  }
}
