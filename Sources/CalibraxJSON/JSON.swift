/// Any JSON value, as a tree: for what has no type of its own (metadata, schemas, replies of unknown shape).
public enum JSON: Equatable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, as it was written.
  case number(JSONNumber)
  /// A string.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object; members keep their order, of repeated keys the last counts.
  case object(OrderedMap<JSON>)
}

extension JSON {
  /// Reads a whole text.
  ///
  /// - Throws: ``JSONSyntaxError`` with the offset in bytes.
  public init(parsing bytes: [UInt8], limits: JSONParser.Limits = JSONParser.Limits()) throws(JSONSyntaxError) {
    var parser = JSONParser(limits: limits)
    self.init(try parser.parse(bytes.span))
  }

  /// The tree of a parsed value.
  public init(_ view: borrowing JSONView) {
    switch view.kind {
    case .null: self = .null
    case .bool: self = .bool(view.isTrue)
    case .number:
      self = .number(JSONNumber(text: view.text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }))
    case .string: self = .string(view.string)
    case .array:
      var elements: [JSON] = []
      var child = view.index + 1
      while child < view.token.next {
        elements.append(JSON(view.at(child)))
        child = Int(view.tokens[child].next)
      }
      self = .array(elements)
    case .object:
      var members = OrderedMap<JSON>()
      var child = view.index + 1
      while child < view.token.next {
        members[view.at(child).string] = JSON(view.at(child + 1))
        child = Int(view.tokens[child + 1].next)
      }
      self = .object(members)
    }
  }

  /// The member of an object, or `nil`.
  public subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The element of an array, or `nil`.
  public subscript(index: Int) -> JSON? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }

  /// The text of a string, or `nil`.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The value of a number, or `nil`.
  public var double: Double? { if case .number(let number) = self { number.double } else { nil } }
  /// The elements of an array, or `nil`.
  public var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
  /// The members of an object, or `nil`.
  public var members: OrderedMap<JSON>? { if case .object(let members) = self { members } else { nil } }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number written as an integer.
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(JSONNumber(value)) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    var members = OrderedMap<JSON>()
    for (key, value) in elements { members[key] = value }
    self = .object(members)
  }
}
