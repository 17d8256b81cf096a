import CalibraxJSON
import CalibraxModel

/// The series there are, by number and by name. A number is never given twice.
struct SeriesCatalog: Sendable {
  /// Numbers are below this; what says otherwise is damage.
  static let limit = 1 << 26

  private struct Name: Hashable {
    var execution: Int32
    var key: String
  }

  private struct Entry {
    var name: Name
    var definition: Int32
  }

  private var executions = Interner<String>()
  private var definitions = Interner<SeriesDefinition>()
  /// By number; `nil` for one that nothing is known of any more.
  private var entries: [Entry?] = []
  private var numbers: [Name: Int32] = [:]
  /// The series of each execution, in the order they were defined.
  private var members: [[Int32]] = []
  /// The axes of the executions that have any.
  private var axes: [Int32: AxisTable] = [:]

  /// How many numbers have been given.
  var count: Int { entries.count }

  /// How many series there are.
  var seriesCount: Int { numbers.count }

  func series(_ name: SeriesName) -> Int? {
    guard let execution = executions.existingNumber(of: name.execution) else { return nil }
    return numbers[Name(execution: execution, key: name.key)].map { Int($0) }
  }

  /// The series of an execution, in the order they were defined.
  func series(of execution: String) -> [Int] {
    executions.existingNumber(of: execution).map { members[Int($0)].map { Int($0) } } ?? []
  }

  func contains(_ series: Int) -> Bool { entries.indices.contains(series) && entries[series] != nil }

  func name(_ series: Int) -> SeriesName? {
    guard entries.indices.contains(series), let name = entries[series]?.name else { return nil }
    return SeriesName(execution: executions[name.execution], key: name.key)
  }

  func key(_ series: Int) -> String? { entries.indices.contains(series) ? entries[series]?.name.key : nil }

  func definition(_ series: Int) -> SeriesDefinition {
    entries[series].map { definitions[$0.definition] } ?? SeriesDefinition()
  }

  /// The number of an execution; `nil` when it has no series.
  func execution(_ id: String) -> Int? { executions.existingNumber(of: id).map { Int($0) } }

  /// The number of the series' execution.
  func execution(of series: Int) -> Int { entries[series].map { Int($0.name.execution) } ?? 0 }

  /// Adds a series with the next number.
  mutating func add(_ name: SeriesName, _ definition: SeriesDefinition) -> Int {
    let series = entries.count
    set(series, name, definition)
    return series
  }

  /// Passes over numbers below another: they may be those of series that cannot be read.
  mutating func pass(upTo next: Int) {
    let count = min(next, Self.limit) - entries.count
    if count > 0 { entries.append(contentsOf: repeatElement(nil, count: count)) }
  }

  /// Says what a number means, as a file of the store does.
  mutating func set(_ series: Int, _ name: SeriesName, _ definition: SeriesDefinition) {
    pass(upTo: series + 1)
    let execution = executions.number(of: name.execution)
    if Int(execution) >= members.count { members.append([]) }
    let name = Name(execution: execution, key: name.key)
    if entries[series] == nil { members[Int(execution)].append(Int32(series)) }
    entries[series] = Entry(name: name, definition: definitions.number(of: definition))
    numbers[name] = Int32(series)
    if !definition.isBare { axes[execution, default: AxisTable()].take(name.key, definition) }
  }

  /// What of the execution a definition contradicts; `nil` when it fits.
  func conflict(of name: SeriesName, _ definition: SeriesDefinition) -> DefinitionConflict? {
    if let series = series(name), !self.definition(series).isBare {
      return self.definition(series).conflict(with: definition, of: name.key)
    }
    return executions.existingNumber(of: name.execution).flatMap { axes[$0]?.conflict(of: name.key, definition) }
  }

  /// Forgets series nothing of which is stored any more.
  mutating func remove(_ gone: [Int]) {
    var executions: Set<Int32> = []
    for series in gone {
      guard let entry = entries[series] else { continue }
      entries[series] = nil
      numbers[entry.name] = nil
      executions.insert(entry.name.execution)
    }
    for execution in executions { members[Int(execution)].removeAll { entries[Int($0)] == nil } }
  }
}
