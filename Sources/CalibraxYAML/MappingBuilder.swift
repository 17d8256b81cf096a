import CalibraxJSON

/// Collects the entries of a mapping: refuses keys given twice, and lets its own keys win over merged ones.
struct MappingBuilder {
  private var own = KeyTable()
  /// What is merged in, the later winning over the earlier.
  private var merged: [[YAMLNode.Entry]] = []

  /// Adds an entry.
  mutating func add(_ key: YAMLNode, _ value: YAMLNode) throws(YAMLError) {
    let mark = key.mark ?? YAMLMark(line: 1, column: 1)
    guard let scalar = key.scalar else {
      throw YAMLError("a key that is itself a collection; use a text as the key", at: mark)
    }
    if let earlier = own.set(YAMLNode.Entry(key: key, value: value), replacing: false) {
      let first = earlier.key.mark ?? mark
      let spelling = earlier.key.scalar == scalar ? "" : ", there as `\(earlier.key.scalar ?? "")`,"
      throw YAMLError(
        "the key `\(scalar)` is given twice, first in line \(first.line)\(spelling) and again in line \(mark.line); "
          + "remove one of them", at: mark)
    }
  }

  /// Adds an entry, or merges its value in.
  @inline(never)
  mutating func add(_ key: Parser.ReadNode, _ value: YAMLNode) throws(YAMLError) {
    if key.role == .merge { try merge(value) } else { try add(key.node, value) }
  }

  /// Merges the entries of a mapping, or of each in a sequence, in.
  private mutating func merge(_ value: YAMLNode) throws(YAMLError) {
    switch value.content {
    case .mapping(let entries): merged.append(entries)
    case .sequence(let elements):
      for element in elements.reversed() {
        guard case .mapping(let entries) = element.content else { throw Self.notMerged(element) }
        merged.append(entries)
      }
    default: throw Self.notMerged(value)
    }
  }

  private static func notMerged(_ node: YAMLNode) -> YAMLError {
    YAMLError(
      "`<<` merges a mapping or a sequence of mappings, and this is neither; give it one, or quote the key",
      at: node.mark ?? YAMLMark(line: 1, column: 1))
  }

  /// All entries, in the order that their keys were first met in.
  var entries: [YAMLNode.Entry] {
    if merged.isEmpty { return own.entries }
    var all = KeyTable()
    for entry in merged.joined() { _ = all.set(entry, replacing: true) }
    for entry in own.entries { _ = all.set(entry, replacing: true) }
    return all.entries
  }
}

/// Entries that are found by their keys. Keys are the same when they are written alike or have the same value.
private struct KeyTable {
  /// Up to this size entries are looked through, above it looked up.
  private static let listed = 8

  private(set) var entries: [YAMLNode.Entry] = []
  private var spellings: [Spelling: Int] = [:]
  private var values: [Value: Int] = [:]

  /// Adds an entry, or returns the one that is there already, in whose place it is put if that is asked for.
  mutating func set(_ entry: YAMLNode.Entry, replacing: Bool) -> YAMLNode.Entry? {
    let spelling = Spelling(entry.key.scalar ?? "")
    let value = Value(entry.key.content)
    guard let position = position(of: spelling, value) else {
      entries.append(entry)
      if entries.count == Self.listed + 1 {
        for (position, entry) in entries.enumerated() { index(entry, at: position) }
      } else if entries.count > Self.listed {
        index(entry, at: entries.count - 1)
      }
      return nil
    }
    let earlier = entries[position]
    if replacing { entries[position].value = entry.value }
    return earlier
  }

  private func position(of spelling: Spelling, _ value: Value?) -> Int? {
    if entries.count > Self.listed { return spellings[spelling] ?? value.flatMap { values[$0] } }
    return entries.firstIndex { entry in
      Spelling(entry.key.scalar ?? "") == spelling || value != nil && Value(entry.key.content) == value
    }
  }

  private mutating func index(_ entry: YAMLNode.Entry, at position: Int) {
    spellings[Spelling(entry.key.scalar ?? "")] = position
    if let value = Value(entry.key.content) { values[value] = position }
  }

  /// What keys that are no texts are to Python, to which `1`, `1.0` and `true` are the same key.
  private enum Value: Hashable {
    case null
    case integer(Int)
    case number(Double)

    init?(_ content: YAMLNode.Content) {
      switch content {
      case .null: self = .null
      case .bool(let isTrue): self = .integer(isTrue ? 1 : 0)
      case .integer(let value): self = .integer(value)
      case .number(let value): self = Int(exactly: value).map { .integer($0) } ?? .number(value)
      case .text, .sequence, .mapping: return nil
      }
    }
  }
}
