import CalibraxJSON
import CalibraxModel

/// The documents of a folder as they are kept in memory, by file, by identifier and by time.
struct RunTable: Sendable {
  private(set) var names = Interner<Spelling>()
  private(set) var keys = Interner<PointKey>()
  private(set) var definitions = Interner<OrderedMap<MetricDef>>()
  /// The environments of runs, as JSON.
  private(set) var environments = Interner<String>()
  private(set) var rows: [RunRow?] = []
  /// Rows by time, then identifier, oldest first.
  private(set) var order: [Int32] = []
  private var free: [Int32] = []
  /// The change that each row came with.
  private var versions: [Int] = []
  /// How often anything has changed.
  private(set) var version = 0
  private var rowByFile: [String: Int32] = [:]
  private var rowByID: [String: Int32] = [:]
  private var keysByName: [Spelling: [Int32]] = [:]

  /// A table without documents.
  init() {}

  /// A table without documents that knows names, keys, definitions and environments by these numbers.
  init(names: [String], keys: [PointKey], definitions: [OrderedMap<MetricDef>], environments: [String]) {
    for name in names { _ = self.names.number(of: Spelling(name)) }
    for key in keys { _ = number(of: key) }
    for set in definitions { _ = self.definitions.number(of: set) }
    for environment in environments { _ = self.environments.number(of: environment) }
  }

  var count: Int { order.count }

  /// The newest row.
  var latest: RunRow? { order.last.flatMap { rows[Int($0)] } }

  func row(id: String) -> RunRow? { rowByID[id].flatMap { rows[Int($0)] } }
  func row(file: String) -> RunRow? { rowByFile[file].flatMap { rows[Int($0)] } }

  /// The change that the row of a run came with; `nil` where there is none.
  func version(of id: String) -> Int? { rowByID[id].map { versions[Int($0)] } }

  /// The rows of these runs, oldest first.
  func rows(of ids: Set<String>) -> [RunRow] {
    if ids.count > count / 8 { return order.compactMap { rows[Int($0)] }.filter { ids.contains($0.id) } }
    return ids.compactMap { row(id: $0) }.sorted { Self.isBefore($0, $1) }
  }

  /// Takes in the document of a file, in place of what the file held before.
  mutating func insert(_ run: Run, file: String) {
    insert(makeRow(run, file: file))
  }

  /// Takes in many rows at once, as they are when a folder is opened.
  mutating func insert(_ many: [RunRow]) {
    for row in many { place(row) }
    let rows = rows
    order.sort { Self.isBefore(rows[Int($0)], rows[Int($1)]) }
  }

  private mutating func insert(_ row: RunRow) {
    remove(file: row.file)
    let number = place(row)
    order.removeLast()
    let position = position(of: row)
    order.insert(number, at: position)
  }

  @discardableResult
  private mutating func place(_ row: RunRow) -> Int32 {
    let number = free.popLast() ?? Int32(rows.count)
    version += 1
    if Int(number) == rows.count {
      rows.append(row)
      versions.append(version)
    } else {
      (rows[Int(number)], versions[Int(number)]) = (row, version)
    }
    rowByFile[row.file] = number
    rowByID[row.id] = number
    order.append(number)
    return number
  }

  /// Forgets what a file held.
  mutating func remove(file: String) {
    guard let number = rowByFile.removeValue(forKey: file), let row = rows[Int(number)] else { return }
    if rowByID[row.id] == number { rowByID[row.id] = nil }
    let position = position(of: row)
    if let index = order[position...].firstIndex(of: number) { order.remove(at: index) }
    rows[Int(number)] = nil
    version += 1
    free.append(number)
  }

  /// Where in the order a row stands, or would.
  private func position(of row: RunRow) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if Self.isBefore(rows[Int(order[middle])], row) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func isBefore(_ left: RunRow?, _ right: RunRow?) -> Bool {
    guard let left, let right else { return false }
    return (left.moment, left.id) < (right.moment, right.id)
  }
}

extension RunTable {
  /// The row of a document, its names turned into numbers.
  mutating func makeRow(_ run: Run, file: String) -> RunRow {
    var row = RunRow(
      id: run.id, file: file, timestamp: run.timestamp, moment: Timestamp(run.timestamp)?.microseconds ?? 0,
      commit: run.commit, branch: run.branch, definitions: definitions.number(of: run.metricDefs),
      environment: environments.number(of: String(decoding: JSONWriter.bytes(of: run.environment), as: UTF8.self)))
    row.points.reserveCapacity(run.points.count)
    for point in run.points {
      for metric in point.metrics {
        var cell = RunRow.Cell(
          value: metric.value.value ?? .nan, metric: names.number(of: Spelling(metric.key)), bounds: -1)
        if metric.value.lower != nil || metric.value.upper != nil {
          cell.bounds = Int32(row.bounds.count)
          row.bounds.append(RunRow.Bounds(lower: metric.value.lower ?? .nan, upper: metric.value.upper ?? .nan))
        }
        row.cells.append(cell)
      }
      row.points.append(
        RunRow.Point(
          key: number(of: point.key), scenario: names.number(of: Spelling(point.scenario)),
          cellsEnd: Int32(row.cells.count)))
    }
    return row
  }

  private mutating func number(of key: PointKey) -> Int32 {
    let known = keys.values.count
    let number = keys.number(of: key)
    if keys.values.count > known { keysByName[Spelling(key.pointName), default: []].append(number) }
    return number
  }

  /// The keys of points of a name that have at least some tags, as marks by number.
  func marks(name: String, tags: OrderedMap<String>) -> [Bool]? {
    guard let candidates = keysByName[Spelling(name)]?.filter({ keys[$0].matches(name: name, tags: tags) }),
      !candidates.isEmpty
    else { return nil }
    return marked(candidates)
  }

  /// The keys of points that have at least some tags, as marks by number.
  func marks(tags: OrderedMap<String>) -> [Bool] {
    marked(keys.values.indices.filter { keys.values[$0].tags.contains(tags) }.map { Int32($0) })
  }

  private func marked(_ numbers: [Int32]) -> [Bool] {
    var marks = [Bool](repeating: false, count: keys.values.count)
    for number in numbers { marks[Int(number)] = true }
    return marks
  }

  /// The run of a row: points, metrics with their bounds, and definitions, without samples, environment and metadata.
  func run(of row: RunRow) -> Run {
    var run = Run()
    run.id = row.id
    run.timestamp = row.timestamp
    run.commit = row.commit
    run.branch = row.branch
    run.metricDefs = definitions[row.definitions]
    run.points = row.points.indices.map { index in
      var point = Point()
      let key = keys[row.points[index].key]
      point.name = key.pointName
      point.tags = key.tags
      point.scenario = names[row.points[index].scenario].text
      for cell in row.cells[row.cells(ofPoint: index)] {
        let bounds = row.bounds(of: cell)
        point.metrics[names[cell.metric].text] = Metric(
          value: cell.value, lower: bounds?.lower.finite, upper: bounds?.upper.finite)
      }
      return point
    }
    return run
  }
}

extension Double {
  /// The number itself, `nil` when it is not finite.
  var finite: Double? { isFinite ? self : nil }
}
