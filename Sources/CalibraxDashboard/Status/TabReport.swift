import CalibraxJSON
public import CalibraxModel

extension EvaluatedTab {
  /// What the page shows of the tab, but for its figures.
  ///
  /// - Parameter points: Whether with every point.
  public func report(name: String, points: Bool = false) -> BenchmarkTab {
    var tab = BenchmarkTab()
    tab.name = name
    tab.parameters = configuration.table.map(parameter)
    let ids = rowIDs
    tab.rows = tableRows(ids)
    var plot = 0
    for graph in configuration.graphs {
      var graphs = BenchmarkGraphs()
      graphs.name = graph.name
      for configured in graph.plots {
        var drawn = BenchmarkPlot()
        (drawn.plot, drawn.x, drawn.y, drawn.groupBy) = (plot, configured.x, configured.y, configured.groupBy)
        graphs.plots.append(drawn)
        plot += 1
      }
      tab.graphs.append(graphs)
    }
    if points { tab.points = self.points(ids) }
    return tab
  }

  private func parameter(_ key: String) -> BenchmarkParameter {
    var parameter = BenchmarkParameter()
    parameter.metric = key
    parameter.type = configuration.metrics[key]?.type.rawValue ?? ""
    parameter.unit = configuration.metrics[key]?.unit ?? ""
    parameter.description = configuration.metrics[key]?.description ?? key
    return parameter
  }

  private func tableRows(_ ids: [String]) -> [BenchmarkTableRow] {
    let columns = configuration.table.map { rows[$0] }
    let plotted = configuration.plots.map(\.y).unique
    let values = plotted.map { rows[$0] }
    var members: [[CellValue]: [Int]] = [:]
    for row in statuses.indices {
      let parameters = columns.map { $0[row] }
      if !parameters.contains(.text("")) { members[parameters, default: []].append(row) }
    }
    return members.sorted { isBefore($0.key, $1.key) }.map { parameters, rows in
      var result = BenchmarkTableRow()
      result.id = ids[rows[0]]
      for (key, value) in zip(configuration.table, parameters) {
        result.parameters[key] = value.json(of: configuration.metrics[key]?.type)
      }
      var tally = Tally()
      for row in rows { tally.take(statuses[row], at: times[row]) }
      result.runs = tally.runs
      for (metric, column) in zip(plotted, values) {
        result.values[metric] = BenchmarkRange(inTime(rows).compactMap { column[$0].number })
      }
      return result
    }
  }

  private func isBefore(_ left: [CellValue], _ right: [CellValue]) -> Bool {
    for (one, other) in zip(left, right) where one != other { return one < other }
    return false
  }

  private func points(_ ids: [String]) -> [BenchmarkPoint] {
    let columns = rows.metrics.map { (key: $0, type: configuration.metrics[$0]?.type, values: rows[$0]) }
    return inTime(Array(statuses.indices)).map { row in
      var point = BenchmarkPoint()
      point.runID = rows.sources[rows.origins[row].source]
      point.point = rows.origins[row].place
      point.row = ids[row]
      point.time = times[row].map { CellValue.number($0).text(of: .ts) }
      point.status = statuses[row]
      for column in columns { point.values[column.key] = column.values[row].json(of: column.type) }
      return point
    }
  }
}

extension BenchmarkRange {
  /// What values in the order of time were; `nil` where there are none.
  fileprivate init?(_ values: [Double]) {
    guard let last = values.last else { return nil }
    self.init()
    self.last = last
    (min, max) = (values.min() ?? last, values.max() ?? last)
    mean = values.reduce(0, +) / Double(values.count)
  }
}

extension CellValue: Comparable {
  /// Numbers come before texts, and what is missing before both.
  public static func < (left: CellValue, right: CellValue) -> Bool {
    switch (left, right) {
    case (.number(let one), .number(let other)): one < other
    case (.text(let one), .text(let other)): one < other
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .missing: 0
    case .number: 1
    case .text: 2
    }
  }

  /// The text in the identifier of a row: numbers with at most six decimals.
  func rowText(of type: MetricType) -> String {
    guard type == .float, let number, number != number.rounded(), abs(number) < 1e9 else { return text(of: type) }
    let millionths = (abs(number) * 1e6).rounded()
    let fraction = String(Int(millionths) % 1_000_000)
    var text = String(repeating: "0", count: 6 - fraction.count) + fraction
    while text.last == "0" { text.removeLast() }
    return (number < 0 ? "-" : "") + String(Int(millionths) / 1_000_000) + (text.isEmpty ? "" : "." + text)
  }

  /// The value as JSON, moments as ISO 8601 in UTC.
  func json(of type: MetricType?) -> JSON {
    if type == .ts || type == .date, let number, Self.moments.contains(number) {
      return .string(CellValue.number(number).text(of: .ts))
    }
    if type == .bool, case .text(let text) = self { return .bool(text == "true") }
    return json
  }
}
