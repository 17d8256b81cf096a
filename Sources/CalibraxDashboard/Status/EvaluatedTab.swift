public import CalibraxJSON
public import CalibraxModel

/// The rows of a tab with what is missing filled in, and how each fared.
public struct EvaluatedTab: Sendable {
  /// How the tab is shown.
  public let configuration: TabConfiguration
  /// The rows, with what stands for a missing value that no plot needs.
  public private(set) var rows: RowTable
  /// How each row fared.
  public private(set) var statuses: [BenchmarkStatus]
  /// What validators said of the curves of each plot, by the plot's place in the tab.
  public private(set) var judged: [Int: [JudgedCurve]] = [:]
  /// Why validators could not judge.
  public private(set) var messages: [BenchmarkMessage] = []
  /// When each row was measured, seconds since 1970.
  public let times: [Double?]
  /// The row of the table that each row belongs to: its parameters, joined by `_`.
  public private(set) var rowIDs: [String] = []
  /// The curves of each plot, by the plot's place in the tab.
  private(set) var curves: [[TabCurve]] = []
  /// A row of each row of the table, by its id.
  private var rowsByID: [String: Int] = [:]

  /// Fills in what is missing, and has curves judged.
  ///
  /// A row fails for good: what validators say of it does not count, and they are not told its value.
  /// - Parameter failed: Rows that are known to have failed.
  public init(_ configuration: TabConfiguration, rows: RowTable, failed: Set<Int> = [], judge: CurveJudge) {
    self.configuration = configuration
    self.rows = rows
    times = rows[TabConfiguration.time].map { value in
      value.number.flatMap { CellValue.moments.contains($0) ? $0 : nil }
    }
    statuses = [BenchmarkStatus](repeating: .successful, count: rows.count)
    fill()
    for row in failed { statuses[row] = .failed }
    tellOfHidden()
    rowIDs = makeRowIDs()
    for (row, id) in rowIDs.enumerated() where rowsByID[id] == nil { rowsByID[id] = row }
    curves = configuration.plots.map { curves(of: $0) }
    for (index, plot) in configuration.plots.enumerated() {
      guard let rules = configuration.metrics[plot.y]?.rules, !rules.isEmpty else { continue }
      let curves = curvesWithPlaces(at: index)
      for (place, rule) in rules.enumerated() { self.judge(curves, of: plot, at: index, by: rule, at: place, judge) }
    }
  }

  private mutating func fill() {
    let plotted = configuration.plotted
    for key in configuration.used {
      guard let metric = configuration.metrics[key] else { continue }
      var values = rows[key]
      let fallback = metric.fallback.flatMap { CellValue($0, as: metric.type) }
      for row in values.indices where values[row] == .missing {
        if let fallback {
          values[row] = fallback
          continue
        }
        let isPlotted = plotted.contains(key)
        if metric.type != .str || isPlotted { statuses[row] = .failed }
        if !isPlotted { values[row] = .filler(of: metric.type) }
      }
      rows[key] = values
    }
  }

  /// A row of the table without a value for a parameter has no place among the others; its points count all the same.
  private mutating func tellOfHidden() {
    for key in configuration.table {
      let count = rows[key].count { $0 == .text("") }
      if count > 0 {
        var message = BenchmarkMessage()
        message.severity = .warning
        message.message = "Data Processing Warning: \(count) rows are not in the table, since '\(key)' is empty there."
        messages.append(message)
      }
    }
  }

  /// Whether the table has a row.
  public func hasRow(_ id: String) -> Bool { rowsByID[id] != nil }

  /// The parameters of a row of the table; `nil` where there is no such row.
  func parameters(of id: String) -> [CellValue]? {
    rowsByID[id].map { row in configuration.table.map { rows[$0][row] } }
  }

  private func makeRowIDs() -> [String] {
    let columns = configuration.table.map { key in
      (type: configuration.metrics[key]?.type ?? .str, values: rows[key])
    }
    var known: [[CellValue]: String] = [:]
    var taken: Set<String> = []
    return statuses.indices.map { row in
      let parameters = columns.map { $0.values[row] }
      let text = zip(parameters, columns).map { $0.rowText(of: $1.type) }.joined(separator: "_")
      // Of parameters with `_` in them another row may have the same.
      if let id = known[parameters] { return id }
      let id = taken.contains(text) ? (2...).lazy.map { "\(text)~\($0)" }.first { !taken.contains($0) } ?? text : text
      taken.insert(id)
      known[parameters] = id
      return id
    }
  }

  /// The curves of a plot without what has no place on the x-axis: that is not drawn, and so not judged.
  private func curvesWithPlaces(at plot: Int) -> [TabCurve] {
    let x = rows[configuration.plots[plot].x]
    return curves[plot].map { curve in
      var curve = curve
      curve.rows.removeAll { x[$0] == .missing }
      return curve
    }
  }

  private mutating func judge(
    _ curves: [TabCurve], of plot: PlotConfiguration, at index: Int, by rule: ValidationRule, at place: Int,
    _ judge: CurveJudge
  ) {
    let values = rows[plot.y]
    let x = rows[plot.x]
    let type = configuration.metrics[plot.x]?.type
    for curve in curves {
      var request = CurveRequest(plot: index, rule: rule, place: place, curve: curve)
      request.rule.isTimestamp = type == .ts || type == .date
      request.values = curve.rows.map { statuses[$0] == .failed ? nil : values[$0].number }
      request.x = curve.rows.map { PlotCoordinate(x[$0]) }
      request.origins = curve.rows.map { rows.origins[$0] }
      do throws(JudgeFault) {
        let judgement = try judge(request)
        for flagged in judgement.flagged where curve.rows.indices.contains(flagged) {
          if statuses[curve.rows[flagged]] == .successful { statuses[curve.rows[flagged]] = .warning }
        }
        judged[index, default: []].append(JudgedCurve(curve: curve, judgement: judgement))
      } catch {
        tell("Validation Error: Validation failed for metric '\(plot.y)' using '\(rule.name)': \(error.message)")
      }
    }
  }

  private mutating func tell(_ text: String) {
    var message = BenchmarkMessage()
    message.message = text
    if !messages.contains(message) { messages.append(message) }
  }

  /// The curves of a plot in every row of the table, each with its rows in the order of time.
  private func curves(of plot: PlotConfiguration) -> [TabCurve] {
    let metrics = (configuration.table + plot.groupBy).unique
    let columns = metrics.map { rows[$0] }
    var places: [[CellValue]: Int] = [:]
    var curves: [TabCurve] = []
    for row in statuses.indices {
      let values = columns.map { $0[row] }
      if let place = places[values] {
        curves[place].rows.append(row)
      } else {
        places[values] = curves.count
        curves.append(TabCurve(metrics: metrics, values: values, rows: [row]))
      }
    }
    for index in curves.indices { curves[index].rows = inTime(curves[index].rows) }
    return curves
  }

  /// Rows in the order of time; those without one come last.
  public func inTime(_ rows: [Int]) -> [Int] {
    rows.enumerated().sorted {
      (times[$0.element] ?? .infinity, $0.offset) < (times[$1.element] ?? .infinity, $1.offset)
    }.map(\.element)
  }
}

/// A curve of a plot in a row of the table.
public struct TabCurve: Sendable {
  /// The metrics that tell it apart.
  public let metrics: [String]
  /// Their values.
  public let values: [CellValue]
  /// Its rows, in the order of time.
  public internal(set) var rows: [Int]

  /// The values as texts by metric, to know the curve again by.
  public var names: OrderedMap<String> {
    var names = OrderedMap<String>()
    for (metric, value) in zip(metrics, values) { names[metric] = value.text(of: .str) }
    return names
  }

  /// The value of a metric that tells it apart.
  public subscript(metric: String) -> CellValue? { metrics.firstIndex(of: metric).map { values[$0] } }
}

/// A curve, and what a validator said of it.
public struct JudgedCurve: Sendable {
  /// The curve.
  public var curve: TabCurve
  /// What was said.
  public var judgement: Judgement
}

extension PlotCoordinate {
  /// Where a value is on an axis.
  init(_ value: CellValue) {
    switch value {
    case .number(let number): self.init(number)
    case .text(let text): self = .text(text)
    case .missing: self = .text("")
    }
  }
}
