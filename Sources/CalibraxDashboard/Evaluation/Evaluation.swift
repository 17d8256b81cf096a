import CalibraxJSON
public import CalibraxModel
import CalibraxReading

/// Works out the metrics of a tab from the rows of its sources.
///
/// Rows are read, those that filters leave out are taken away, aggregations and formulas are worked out so that each
/// stands behind what it needs, and values get their types. A row that misses something is never left out by a filter:
/// what failed shall be seen.
public struct Evaluation {
  private let configuration: TabConfiguration
  /// The metrics that are worked out, each behind what it is worked out from.
  private let metrics: [MetricConfiguration]
  private let used: Set<String>
  private let plotted: Set<String>
  private var rows: SourceRows
  private var notes = EvaluationNotes()
  private var unusable: Set<String> = []

  /// The rows of a tab, and what is to be known of them.
  public struct Outcome: Sendable {
    /// The rows.
    public var table: RowTable
    /// What is wrong in files and cells, with file and line.
    public var messages: [BenchmarkMessage]
    /// The files that cannot be used at all.
    public var unusable: Set<String>
  }

  /// Works out the metrics of the rows of a tab's sources.
  ///
  /// - Parameter benchmark: What it is called, for messages.
  public static func outcome(
    of tables: [SourceTable], _ configuration: TabConfiguration, benchmark: String
  ) -> Outcome {
    var evaluation = Evaluation(configuration)
    for table in tables { evaluation.take(table, benchmark) }
    return evaluation.finish()
  }

  private init(_ configuration: TabConfiguration) {
    self.configuration = configuration
    used = Set(configuration.used)
    plotted = configuration.plotted
    var wanted = used
    for metric in configuration.metrics.members.map(\.value) where metric.filters {
      wanted.formUnion(TabConfiguration.used(configuration.metrics, table: [metric.key], plots: []))
    }
    metrics = (configuration.metrics.inOrder ?? []).filter { wanted.contains($0.key) }
    rows = SourceRows(metrics.map(\.key))
  }

  // MARK: Taking rows

  private mutating func take(_ table: SourceTable, _ benchmark: String) {
    var columns: [Spelling: Int] = [:]
    // A name with space around it is meant where there is none without.
    for (index, name) in table.columns.enumerated() { columns[Spelling(name.trimmed)] = index }
    for (index, name) in table.columns.enumerated() { columns[Spelling(name)] = index }
    if let name = table.columns.enumerated().first(where: { columns[Spelling($1)] != $0 })?.element, !name.isEmpty {
      notes.tell(.warning, table.name, 1, "Two columns are called '\(name)'; the last counts.")
    }
    for line in table.unread {
      notes.tell(
        .warning, table.name, line, "The metadata of this comment is neither JSON nor as Python prints it.",
        kind: "metadata")
    }
    if table.columns.isEmpty { return notes.tell(.warning, table.name, nil, "It is empty.") }
    let missing = metrics.compactMap { metric -> String? in
      guard case .content(let header) = metric.origin, used.contains(metric.key), metric.fallback == nil,
        columns[Spelling(header)] == nil
      else { return nil }
      return "'\(header)'"
    }
    guard missing.isEmpty else {
      unusable.insert(table.name)
      return notes.tell(
        .error, table.name, 1,
        "Required keys \(missing.unique.joined(separator: ", ")) not found in file header. Skipping..."
          + " It has \(table.columns.prefix(20).map { "'\($0)'" }.joined(separator: ", "))."
          + (table.columns.count == 1 ? " What separates cells is said by sources.csv_delimiter." : ""))
    }
    let shared = metrics.map { common($0, table) }
    if let time = metrics.firstIndex(where: { $0.key == TabConfiguration.time && $0.isOfFile && $0.fallback == nil }),
      shared[time]?.saysNothing != false
    {
      unusable.insert(table.name)
      return notes.tell(
        .error, table.name, nil,
        "x-axis metric(s) ['\(TabConfiguration.time)'] could not be obtained for '\(benchmark)'.", of: "Configuration")
    }
    let places = metrics.map { metric -> Int? in
      if case .content(let header) = metric.origin { columns[Spelling(header)] } else { nil }
    }
    let time = metrics.firstIndex { $0.key == TabConfiguration.time && $0.fallback == nil }.flatMap { places[$0] }
    rows.begin(table.name)
    var timeless: [Int] = []
    for row in table.rows {
      if let time, time >= row.cells.count || row.cells[time]?.saysNothing != false {
        timeless.append(row.line)
        continue
      }
      rows.append(
        line: row.line,
        zip(shared, places).map { text, place in
          place.map { $0 < row.cells.count ? row.cells[$0] : nil } ?? text
        })
    }
    if let first = timeless.first {
      let lines = timeless.count == 1 ? "The row has" : "\(timeless.count) rows, the first of them here, have"
      notes.tell(.warning, table.name, first, "\(lines) no '\(TabConfiguration.time)' and is left out.")
    }
  }

  /// The text that a metric has in all rows of a file.
  private mutating func common(_ metric: MetricConfiguration, _ table: SourceTable) -> String? {
    switch metric.origin {
    case .constant(let value): return value
    case .filename(let pattern):
      if let value = pattern.firstGroup(in: table.name) { return value }
      if metric.fallback == nil {
        notes.tell(
          .warning, table.name, nil,
          "metrics.\(metric.key): \"\(pattern.text)\" finds nothing in the path, or has no group in parentheses.",
          kind: metric.key, isOfAll: true)
      }
      return nil
    case .metadata(let key):
      if let value = table.metadata[key]?.cell { return value }
      if metric.fallback == nil {
        notes.tell(
          .warning, table.name, nil, "metrics.\(metric.key): there is no metadata \"\(key)\".",
          kind: metric.key, isOfAll: true)
      }
      return nil
    case .content, .formula, .aggregation: return nil
    }
  }

  // MARK: Working out

  private mutating func finish() -> Outcome {
    let given = metrics.filter(\.isGiven)
    let derived = metrics.filter { !$0.isGiven }
    let isFailed = rows.places.map { row in given.contains { lacks($0, row) } }
    let isExcluded = rows.places.map { isLeftOut(by: given, $0) }
    for metric in derived { derive(metric, isExcluded) }
    let kept = rows.places.filter { row in
      if isExcluded[row] { return isFailed[row] }
      return !isLeftOut(by: derived, row) || isFailed[row] || derived.contains { lacks($0, row) }
    }
    if kept.isEmpty, rows.count > 0 { notes.tell(.warning, "", nil, "The filters leave out every row.") }
    return Outcome(table: typed(kept), messages: notes.messages, unusable: unusable)
  }

  /// Whether a row fails because it misses a metric.
  private func lacks(_ metric: MetricConfiguration, _ row: Int) -> Bool {
    guard used.contains(metric.key), metric.fallback == nil else { return false }
    guard metric.type != .str || plotted.contains(metric.key) else { return false }
    guard let text = rows[metric.key, row], !text.saysNothing else { return true }
    return metric.isGiven && CellValue(text, as: metric.type, asDate: metric.isOfFile) == nil
  }

  private func isLeftOut(by metrics: [MetricConfiguration], _ row: Int) -> Bool {
    metrics.contains { metric in
      guard metric.filters else { return false }
      let text = rows[metric.key, row] ?? metric.fallback ?? ""
      return metric.exclude.contains { $0.isFound(in: text) }
        || !metric.include.isEmpty && !metric.include.contains { $0.isFound(in: text) }
    }
  }

  private mutating func derive(_ metric: MetricConfiguration, _ isExcluded: [Bool]) {
    switch metric.origin {
    case .formula(let formula):
      for row in rows.places {
        rows[metric.key, row] = formula.value { number(of: $0, row) }.map(\.description)
      }
    case .aggregation(let method, let name):
      let keys = rows.places.map { row in
        (configuration.table + [TabConfiguration.time]).map { value(of: $0, row) }
      }
      var groups: [[CellValue]: Accumulation] = [:]
      for row in rows.places where !isExcluded[row] {
        if let number = number(of: name, row) { groups[keys[row], default: Accumulation()].take(number) }
      }
      for row in rows.places { rows[metric.key, row] = groups[keys[row]]?.value(method).description }
    case .content, .filename, .metadata, .constant: break
    }
  }

  /// The number that a metric has in a row, for what is worked out from it.
  private func number(of name: String, _ row: Int) -> Double? {
    guard let metric = configuration.metrics[name] else { return nil }
    let text = rows[name, row].flatMap { $0.saysNothing ? nil : $0 } ?? metric.fallback
    guard let text else { return nil }
    guard metric.isGiven, metric.type.isNumeric else { return Double(plain: text.trimmed) }
    return CellValue(text, as: metric.type, asDate: metric.isOfFile)?.number
  }

  /// What a row has in common with others by a metric.
  private func value(of name: String, _ row: Int) -> CellValue {
    guard let metric = configuration.metrics[name],
      let text = rows[name, row].flatMap({ $0.saysNothing ? nil : $0 }) ?? metric.fallback
    else { return .missing }
    return CellValue(text, as: metric.type, asDate: metric.isOfFile) ?? .text(text)
  }

  // MARK: Types

  private mutating func typed(_ kept: [Int]) -> RowTable {
    var table = RowTable(metrics: configuration.used)
    table.sources = rows.sources
    table.origins = kept.map { rows.origins[$0] }
    for metric in metrics where used.contains(metric.key) {
      table[metric.key] = kept.map { typed(metric, $0) }
    }
    return table
  }

  private mutating func typed(_ metric: MetricConfiguration, _ row: Int) -> CellValue {
    guard var text = rows[metric.key, row].flatMap({ $0.saysNothing ? nil : $0 }) ?? metric.fallback else {
      return .missing
    }
    if metric.type == .str { return .text(metric.pattern?.firstGroup(in: text) ?? text) }
    if !metric.isGiven, metric.type == .int, let number = Double(text) {
      text = number.rounded(.towardZero).description
    }
    guard let value = CellValue(text, as: metric.type, asDate: metric.isOfFile) else {
      notes.tell(
        .error, rows.source(of: row), rows.origins[row].place,
        "metrics.\(metric.key): \"\(text.prefix(60))\" is no \(metric.type.rawValue); "
          + (metric.fallback == nil ? "the row counts as failed." : "its default stands for it."),
        kind: metric.key)
      return metric.fallback.flatMap { CellValue($0, as: metric.type) } ?? .missing
    }
    guard let factor = metric.factor, let number = value.number, metric.type == .int || metric.type == .float else {
      return value
    }
    let product = number * factor
    guard product.isFinite else {
      notes.tell(
        .error, rows.source(of: row), rows.origins[row].place,
        "metrics.\(metric.key): \"\(text.prefix(60))\" times its factor is no number; the row counts as failed.",
        kind: metric.key)
      return .missing
    }
    return .number(metric.type == .int ? product.rounded(.towardZero) : product)
  }
}

extension MetricConfiguration {
  /// Whether its values are in the source, and not worked out.
  fileprivate var isGiven: Bool {
    switch origin {
    case .formula, .aggregation: false
    case .content, .filename, .metadata, .constant: true
    }
  }

  /// Whether it is said once of a file, where 8 digits are a date.
  fileprivate var isOfFile: Bool {
    switch origin {
    case .filename, .metadata: true
    case .content, .constant, .formula, .aggregation: false
    }
  }
}

/// What is aggregated.
private struct Accumulation {
  private var sum = 0.0
  private var least = Double.infinity
  private var most = -Double.infinity
  private var count = 0.0

  mutating func take(_ number: Double) {
    sum += number
    least = min(least, number)
    most = max(most, number)
    count += 1
  }

  func value(_ method: Aggregation) -> Double {
    switch method {
    case .sum: sum
    case .min: least
    case .max: most
    case .avg: sum / count
    }
  }
}
