/// What is known of one member of a record, whatever the record's type.
public final class RecordMember: Sendable {
  /// The name on the wire, snake_case.
  public let name: String
  /// A sentence for people.
  public let documentation: String
  /// Whether the member must be given.
  public let isRequired: Bool
  /// The JSON Schema of the value, with its description and default.
  public let schema: JSON

  let utf8: [UInt8]
  let isWritten: Bool
  let takesNull: Bool
  let read: @Sendable (UnsafeMutableRawPointer, borrowing JSONView) throws(JSONError) -> Void
  let reset: @Sendable (UnsafeMutableRawPointer) -> Void
  let isAbsent: @Sendable (UnsafeRawPointer) -> Bool
  let write: @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void

  @usableFromInline
  init(
    name: String, documentation: String, isRequired: Bool, isWritten: Bool, takesNull: Bool, schema: JSON,
    bounds: FieldBounds?, defaultValue: JSON?,
    read: @escaping @Sendable (UnsafeMutableRawPointer, borrowing JSONView) throws(JSONError) -> Void,
    reset: @escaping @Sendable (UnsafeMutableRawPointer) -> Void,
    isAbsent: @escaping @Sendable (UnsafeRawPointer) -> Bool,
    write: @escaping @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void
  ) {
    self.name = name
    self.documentation = documentation
    self.isRequired = isRequired
    self.isWritten = isWritten
    self.takesNull = takesNull
    self.read = read
    self.reset = reset
    self.isAbsent = isAbsent
    self.write = write
    utf8 = Array(name.utf8)
    var members = schema.members ?? [:]
    if let bounds {
      members["minimum"] = bounds.minimum
      members["maximum"] = bounds.maximum
    }
    members["description"] = .string(documentation)
    if let defaultValue { members["default"] = defaultValue }
    self.schema = .object(members)
  }
}

extension [RecordMember] {
  /// Fills the record at an address from an object; of repeated keys the last counts.
  func read(
    _ json: borrowing JSONView, into owner: UnsafeMutableRawPointer,
    unknown: (String, borrowing JSONView) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard json.kind == .object else { throw .expected("an object", found: json) }
    var seen: UInt64 = 0
    var expected = 0
    try json.forEachMember { (key, value) throws(JSONError) in
      guard let index = position(of: key, from: expected) else { return try unknown(key.string, value) }
      expected = index + 1
      let member = self[index]
      if value.kind == .null && !member.takesNull {
        guard !member.isRequired else { throw JSONError("expected a value, found null").under(member.name) }
        member.reset(owner)
      } else {
        seen |= 1 << UInt64(index)
        do throws(JSONError) { try member.read(owner, value) } catch { throw error.under(member.name) }
      }
    }
    for (index, member) in enumerated() where member.isRequired && seen & 1 << UInt64(index) == 0 {
      throw JSONError("is missing", hint: member.documentation).under(member.name)
    }
  }

  /// Members mostly come in the declared order, so the search begins where the last one ended.
  private func position(of key: borrowing JSONView, from start: Int) -> Int? {
    for index in start..<Swift.max(start, count) where key.isString(self[index].utf8) { return index }
    for index in 0..<Swift.min(start, count) where key.isString(self[index].utf8) { return index }
    return nil
  }

  func write(_ owner: UnsafeRawPointer, to writer: inout JSONWriter, first: inout Bool) {
    for member in self where member.isWritten || !member.isAbsent(owner) {
      writer.key(member.name, first: &first)
      member.write(owner, &writer)
    }
  }
}

extension JSON {
  /// The tree of a value as it would be written.
  public init(writing value: some JSONWritable) {
    self = (try? JSON(parsing: JSONWriter.bytes(of: value))) ?? .null
  }
}
