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

    @inlinable
    init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// Above this size a look-up goes through a hash table instead of the list.
  @inlinable
  static var listed: Int { 12 }

  /// The members, in order.
  @inlinable
  public var members: [Member] { list }

  @usableFromInline var list: [Member] = []
  @usableFromInline var positions: [Spelling: Int] = [:]

  /// A map without members.
  @inlinable
  public init() {}

  /// The keys, in order.
  @inlinable
  public var keys: [String] { list.map(\.key) }

  /// The value of a key; `nil` when there is none. Setting `nil` removes the key.
  @inlinable
  public subscript(key: String) -> Value? {
    get { position(of: key).map { list[$0].value } }
    set {
      if let newValue { set(key, newValue) } else { remove(key) }
    }
  }

  @inlinable
  func position(of key: String) -> Int? {
    if list.count > Self.listed { return positions[Spelling(key)] }
    return list.firstIndex { Spelling($0.key) == Spelling(key) }
  }

  @inlinable
  mutating func set(_ key: String, _ value: Value) {
    if let position = position(of: key) {
      list[position].value = value
      return
    }
    list.append(Member(key: key, value: value))
    if list.count == Self.listed + 1 {
      index()
    } else if list.count > Self.listed {
      positions[Spelling(key)] = list.count - 1
    }
  }

  @inlinable
  mutating func remove(_ key: String) {
    guard let position = position(of: key) else { return }
    list.remove(at: position)
    index()
  }

  @inlinable
  mutating func index() {
    positions = [:]
    guard list.count > Self.listed else { return }
    for (position, member) in list.enumerated() { positions[Spelling(member.key)] = position }
  }
}

extension OrderedMap: Sequence {
  /// Whether there are no members.
  @inlinable
  public var isEmpty: Bool { members.isEmpty }
  /// How many members there are.
  @inlinable
  public var count: Int { members.count }

  /// The members, in order.
  @inlinable
  public func makeIterator() -> IndexingIterator<[Member]> {
    members.makeIterator()
  }

  /// The same keys with other values.
  @inlinable
  public func mapValues<Other, E: Error>(_ transform: (Value) throws(E) -> Other) throws(E) -> OrderedMap<Other> {
    var result = OrderedMap<Other>()
    for member in members { result[member.key] = try transform(member.value) }
    return result
  }

  /// Sets every member of another map over this one's.
  @inlinable
  public mutating func overlay(_ other: OrderedMap) {
    for member in other { self[member.key] = member.value }
  }

  /// This map with every member of another set over its own.
  @inlinable
  public func overlaid(by other: OrderedMap) -> OrderedMap {
    var result = self
    result.overlay(other)
    return result
  }
}

extension OrderedMap: ExpressibleByDictionaryLiteral {
  /// A map of the members as written.
  @inlinable
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension OrderedMap.Member: Sendable where Value: Sendable {}
extension OrderedMap: Sendable where Value: Sendable {}

extension OrderedMap: Equatable where Value: Equatable {
  /// Maps are equal when they hold the same keys with the same values, in whatever order.
  @inlinable
  public static func == (left: OrderedMap, right: OrderedMap) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
  }
}

extension OrderedMap: Hashable where Value: Hashable {
  /// Hashes the members without regard to their order.
  @inlinable
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
