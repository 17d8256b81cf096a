/// A type that can be read from a parsed value, and says what it reads as a JSON Schema.
public protocol JSONReadable: SendableMetatype {
  /// Reads the value.
  ///
  /// - Throws: ``JSONError`` with the place inside the value.
  init(json: borrowing JSONView) throws(JSONError)
  /// The JSON Schema (2020-12) of what is read and written.
  static var schema: JSON { get }
  /// Whether this value is left out of an object rather than written.
  var isAbsent: Bool { get }
}

extension JSONReadable {
  /// Values are written.
  public var isAbsent: Bool { false }
}

/// A type that can be written as JSON.
public protocol JSONWritable: SendableMetatype {
  /// Writes the value.
  func write(to writer: inout JSONWriter)
}

extension String: JSONReadable, JSONWritable {
  /// Reads a string.
  public init(json: borrowing JSONView) throws(JSONError) {
    guard json.kind == .string else { throw .expected("a string", found: json) }
    self = json.string
  }
  /// A string.
  public static var schema: JSON { ["type": "string"] }
  /// Writes a string.
  public func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: JSONReadable, JSONWritable {
  /// Reads `true` or `false`.
  public init(json: borrowing JSONView) throws(JSONError) {
    guard json.kind == .bool else { throw .expected("true or false", found: json) }
    self = json.isTrue
  }
  /// A boolean.
  public static var schema: JSON { ["type": "boolean"] }
  /// Writes `true` or `false`.
  public func write(to writer: inout JSONWriter) { writer.raw(self ? "true" : "false") }
}

extension Int: JSONReadable, JSONWritable {
  /// Reads a whole number.
  public init(json: borrowing JSONView) throws(JSONError) {
    guard json.kind == .number else { throw .expected("a whole number", found: json) }
    guard let value = json.integer else { throw JSONError("expected a whole number of 64 bits") }
    self = value
  }
  /// An integer.
  public static var schema: JSON { ["type": "integer"] }
  /// Writes the digits.
  public func write(to writer: inout JSONWriter) { writer.integer(self) }
}

extension Double: JSONReadable, JSONWritable {
  /// Reads a number, `NaN` and the infinities included.
  public init(json: borrowing JSONView) throws(JSONError) {
    guard let value = json.double else { throw .expected("a number", found: json) }
    self = value
  }
  /// A number.
  public static var schema: JSON { ["type": "number"] }
  /// Writes the shortest digits that read back the same; `null` when not finite.
  public func write(to writer: inout JSONWriter) { writer.double(self) }
}

extension JSON: JSONReadable, JSONWritable {
  /// Reads anything.
  public init(json: borrowing JSONView) throws(JSONError) {
    self.init(json)
  }
  /// Anything.
  public static var schema: JSON { [:] }
  /// Writes the tree.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.raw("null")
    case .bool(let value): value.write(to: &writer)
    case .number(let number):
      if number.text.utf8.contains(where: { $0 == UInt8(ascii: "N") || $0 == UInt8(ascii: "I") }) {
        writer.raw("null")
      } else {
        writer.bytes.append(contentsOf: number.text.utf8)
      }
    case .string(let text): writer.string(text)
    case .array(let elements): elements.write(to: &writer)
    case .object(let members): members.write(to: &writer)
    }
  }
}

extension Optional: JSONReadable where Wrapped: JSONReadable {
  /// Reads the value; `null` is absent.
  @inlinable
  public init(json: borrowing JSONView) throws(JSONError) {
    self = json.kind == .null ? nil : try Wrapped(json: json)
  }
  /// The schema of the value, `null` allowed.
  public static var schema: JSON {
    var members = Wrapped.schema.members ?? [:]
    if let type = members["type"] { members["type"] = .array((type.elements ?? [type]) + ["null"]) }
    if let names = members["enum"]?.elements { members["enum"] = .array(names + [JSON.null]) }
    return .object(members)
  }
  /// Nothing is left out of an object.
  public var isAbsent: Bool { self == nil }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  /// Writes the value or `null`.
  @inlinable
  public func write(to writer: inout JSONWriter) {
    if let value = self { value.write(to: &writer) } else { writer.raw("null") }
  }
}

extension Array: JSONReadable where Element: JSONReadable {
  /// Reads an array.
  @inlinable
  public init(json: borrowing JSONView) throws(JSONError) {
    guard json.kind == .array else { throw .expected("an array", found: json) }
    self = []
    reserveCapacity(json.count)
    try json.forEachElement { (element, index) throws(JSONError) in
      do throws(JSONError) { append(try Element(json: element)) } catch { throw error.under(index) }
    }
  }
  /// An array.
  public static var schema: JSON { ["type": "array", "items": Element.schema] }
}

extension Array: JSONWritable where Element: JSONWritable {
  /// Writes an array.
  @inlinable
  public func write(to writer: inout JSONWriter) {
    writer.raw("[")
    for (index, element) in enumerated() {
      if index > 0 { writer.raw(",") }
      element.write(to: &writer)
    }
    writer.raw("]")
  }
}

extension OrderedMap: JSONReadable where Value: JSONReadable {
  /// Reads an object; of repeated keys the last counts.
  @inlinable
  public init(json: borrowing JSONView) throws(JSONError) {
    guard json.kind == .object else { throw .expected("an object", found: json) }
    self.init()
    try json.forEachMember { (key, value) throws(JSONError) in
      let key = key.string
      do throws(JSONError) { self[key] = try Value(json: value) } catch { throw error.under(key) }
    }
  }
  /// An object.
  public static var schema: JSON { ["type": "object", "additionalProperties": Value.schema] }
}

extension OrderedMap: JSONWritable where Value: JSONWritable {
  /// Writes an object.
  @inlinable
  public func write(to writer: inout JSONWriter) {
    var first = true
    writer.raw("{")
    for member in self {
      writer.key(member.key, first: &first)
      member.value.write(to: &writer)
    }
    writer.raw("}")
  }
}

extension JSONReadable where Self: RawRepresentable & CaseIterable, RawValue == String {
  /// Reads one of the names.
  public init(json: borrowing JSONView) throws(JSONError) {
    let name = try String(json: json)
    guard let value = Self(rawValue: name) else {
      let names = Self.allCases.map(\.rawValue)
      throw JSONError(
        "expected \(names.map { "\"\($0)\"" }.joined(separator: " or ")), found \"\(name)\"",
        hint: nearest(to: name, among: names).map { "Did you mean \"\($0)\"?" })
    }
    self = value
  }
  /// One of the names.
  public static var schema: JSON { ["type": "string", "enum": .array(Self.allCases.map { .string($0.rawValue) })] }
}

extension JSONWritable where Self: RawRepresentable, RawValue == String {
  /// Writes the name.
  public func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}
