/// String keys with values, in the order they were first set; setting a key again replaces its value.
///
/// Keys are the same when their bytes are, as in JSON; to Swift, texts that look alike are equal.
public struct OrderedMap<Value> {
  /// A key with its value.
  public struct Member {
    /// The key.
    public let key: String
    /// Its value.
    public var value: Value
  }

  /// Above this size a look-up goes through a hash table instead of the list.
  private static var listed: Int { 12 }

  /// The members, in order.
  public private(set) var members: [Member] = []
  private var positions: [Spelling: Int] = [:]

  /// A map without members.
  public init() {}

  /// The keys, in order.
  public var keys: [String] { members.map(\.key) }

  /// The value of a key; `nil` when there is none. Setting `nil` removes the key.
  public subscript(key: String) -> Value? {
    get { position(of: key).map { members[$0].value } }
    set {
      if let newValue { set(key, newValue) } else { remove(key) }
    }
  }

  private func position(of key: String) -> Int? {
    if members.count > Self.listed { return positions[Spelling(text: key)] }
    return members.firstIndex { Spelling(text: $0.key) == Spelling(text: key) }
  }

  private mutating func set(_ key: String, _ value: Value) {
    if let position = position(of: key) {
      members[position].value = value
      return
    }
    members.append(Member(key: key, value: value))
    if members.count == Self.listed + 1 {
      index()
    } else if members.count > Self.listed {
      positions[Spelling(text: key)] = members.count - 1
    }
  }

  private mutating func remove(_ key: String) {
    guard let position = position(of: key) else { return }
    members.remove(at: position)
    index()
  }

  private mutating func index() {
    positions = [:]
    guard members.count > Self.listed else { return }
    for (position, member) in members.enumerated() { positions[Spelling(text: member.key)] = position }
  }
}

/// A text that equals only the same bytes.
private struct Spelling: Hashable {
  let text: String

  static func == (left: Spelling, right: Spelling) -> Bool {
    // Texts with the same bytes are equal, and a comparison of texts that are not is quick.
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}

extension OrderedMap: Sequence {
  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }
  /// How many members there are.
  public var count: Int { members.count }

  /// The members, in order.
  public func makeIterator() -> IndexingIterator<[Member]> {
    members.makeIterator()
  }

  /// The same keys with other values.
  public func mapValues<Other, E: Error>(_ transform: (Value) throws(E) -> Other) throws(E) -> OrderedMap<Other> {
    var result = OrderedMap<Other>()
    for member in members { result[member.key] = try transform(member.value) }
    return result
  }

  /// Sets every member of another map over this one's.
  public mutating func overlay(_ other: OrderedMap) {
    for member in other { self[member.key] = member.value }
  }

  /// This map with every member of another set over its own.
  public func overlaid(by other: OrderedMap) -> OrderedMap {
    var result = self
    result.overlay(other)
    return result
  }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
  /// A map of the members as written.
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension OrderedMap.Member: Sendable where Value: Sendable {}
extension OrderedMap: Sendable where Value: Sendable {}

extension OrderedMap: Equatable where Value: Equatable {
  /// Maps are equal when they hold the same keys with the same values, in whatever order.
  public static func == (left: OrderedMap, right: OrderedMap) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
  }
}

extension OrderedMap: Hashable where Value: Hashable {
  /// Hashes the members without regard to their order.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for member in members {
      var one = Hasher()
      one.combine(member.key)
      one.combine(member.value)
      sum ^= one.finalize()
    }
    hasher.combine(sum)
  }
}
