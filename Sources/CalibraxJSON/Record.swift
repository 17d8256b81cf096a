/// An object whose members are declared once: wire name, property, documentation, default.
///
/// Reading, writing, validation with paths and the schema all follow from ``fields``.
public protocol Record: JSONReadable, JSONWritable, Sendable {
  /// The value every member of which has its default.
  init()
  /// The members, in the order they are written. Keep it a stored `static let`.
  static var fields: Fields<Self> { get }
  /// Takes a member that no field names.
  ///
  /// - Throws: ``JSONError``: by default such a member is refused.
  mutating func readUnknown(_ name: String, _ value: borrowing JSONView) throws(JSONError)
  /// Writes the members that no field names; by default there are none.
  func writeUnknown(to writer: inout JSONWriter, first: inout Bool)
  /// Whether members that no field names are allowed.
  static var isOpen: Bool { get }
}

extension Record {
  /// Members that no field names are refused.
  public static var isOpen: Bool { false }

  /// Refuses the member, naming the one that was probably meant.
  public mutating func readUnknown(_ name: String, _ value: borrowing JSONView) throws(JSONError) {
    let names = Self.fields.members.map(\.name)
    let hint =
      nearest(to: name, among: names).map { "Did you mean \"\($0)\"?" }
      ?? (names.isEmpty ? "It takes no members." : "Known members: \(names.joined(separator: ", ")).")
    throw JSONError("unknown member", hint: hint).under(name)
  }

  /// Nothing to write.
  public func writeUnknown(to writer: inout JSONWriter, first: inout Bool) {}

  /// Reads the object member by member.
  public init(json: borrowing JSONView) throws(JSONError) {
    self.init()
    let table = Self.fields.table
    try withUnsafeMutablePointer(to: &self) { (owner) throws(JSONError) in
      try table.read(json, into: UnsafeMutableRawPointer(owner)) { (name, value) throws(JSONError) in
        try owner.pointee.readUnknown(name, value)
      }
    }
  }

  /// Writes the members in declared order, the absent ones left out.
  public func write(to writer: inout JSONWriter) {
    var first = true
    writer.bytes.append(UInt8(ascii: "{"))
    withUnsafePointer(to: self) { Self.fields.table.write($0, to: &writer, first: &first) }
    writeUnknown(to: &writer, first: &first)
    writer.bytes.append(UInt8(ascii: "}"))
  }

  /// An object with the fields as properties.
  public static var schema: JSON {
    var properties = OrderedMap<JSON>()
    for member in fields.members { properties[member.name] = member.schema }
    var schema: OrderedMap<JSON> = ["type": "object", "properties": .object(properties)]
    let required = fields.members.filter(\.isRequired).map { JSON.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    schema["additionalProperties"] = .bool(isOpen)
    return .object(schema)
  }
}
