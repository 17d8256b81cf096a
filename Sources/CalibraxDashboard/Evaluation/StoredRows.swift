import CalibraxJSON
public import CalibraxModel

extension TabConfiguration {
  /// Whether the values of a metric are tags of a point: those that tell rows and curves apart, and those that are text.
  func isTag(_ metric: MetricConfiguration) -> Bool {
    !metric.type.isNumeric || table.contains(metric.key) || plots.contains { $0.groupBy.contains(metric.key) }
  }

  /// The points of rows, in their order.
  public func points(of rows: RowTable, name: String, scenario: String) -> [Point] {
    let columns = rows.metrics.compactMap { key in
      metrics[key].map { (metric: $0, isTag: isTag($0), values: rows[key]) }
    }
    return (0..<rows.count).map { row in
      var point = Point()
      (point.name, point.scenario) = (name, scenario)
      for column in columns {
        let value = column.values[row]
        if column.isTag {
          point.tags[column.metric.key] = value.tag(of: column.metric.type)
        } else if let number = value.number {
          point.metrics[column.metric.key] = Metric(value: number)
        }
      }
      return point
    }
  }

  /// The rows that points were made of.
  public func rows(of selection: PointSelection) -> RowTable {
    var table = RowTable(metrics: used)
    table.sources = selection.runs.map(\.id)
    table.origins = selection.entries.map { RowTable.Origin(source: $0.run, place: $0.place) }
    for key in used {
      guard let metric = metrics[key] else { continue }
      if isTag(metric) {
        let values = selection.keys.map { point in
          point.tags[key].flatMap { CellValue($0, as: metric.type) } ?? .missing
        }
        table[key] = selection.entries.map { values[$0.key] }
      } else {
        table[key] = selection.values(of: key).map { $0.map { .number($0) } ?? .missing }
      }
    }
    return table
  }

  /// The points of other clients' runs as the rows that metrics are worked out from: a column for each tag and metric.
  public func sourceTables(of selection: PointSelection) -> [SourceTable] {
    let names = selection.keys.flatMap(\.tags.keys).unique
    let columns = (["point_name"] + names + selection.metrics).unique
    let indices = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var tables: [SourceTable] = selection.runs.map { run in
      var table = SourceTable(name: run.id)
      table.columns = columns
      table.metadata = (try? JSON(parsing: Array(run.environment.utf8)))?.members ?? [:]
      let facts = ["run_id": run.id, "timestamp": run.timestamp, "commit": run.commit, "branch": run.branch]
      for fact in facts { table.metadata[fact.key] = fact.value.map { .string($0) } }
      return table
    }
    for entry in selection.entries {
      var cells = [String?](repeating: nil, count: columns.count)
      let key = selection.keys[entry.key]
      cells[0] = key.pointName
      for tag in key.tags { if let index = indices[tag.key] { cells[index] = tag.value } }
      for cell in selection.cells[entry.cells] {
        if let index = indices[selection.metrics[cell.metric]] { cells[index] = JSONNumber(cell.value).text }
      }
      tables[entry.run].rows.append(SourceTable.Row(line: entry.place, cells: cells))
    }
    return tables
  }
}

extension RowTable {
  /// The rows of points as a report tells them.
  public init(_ points: [BenchmarkPoint], _ configuration: TabConfiguration) {
    self.init(metrics: configuration.used)
    var numbers: [String: Int] = [:]
    for point in points {
      let source = numbers[point.runID] ?? sources.count
      if source == sources.count {
        numbers[point.runID] = source
        sources.append(point.runID)
      }
      origins.append(Origin(source: source, place: point.point))
    }
    for key in configuration.used {
      let type = configuration.metrics[key]?.type ?? .str
      self[key] = points.map { point in
        point.values[key]?.cell.flatMap { CellValue($0, as: type) } ?? .missing
      }
    }
  }
}
