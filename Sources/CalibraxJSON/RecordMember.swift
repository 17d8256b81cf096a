/// What is known of one member of a record, whatever the record's type.
public final class RecordMember: Sendable {
  /// Reads a value into its place in the record at an address.
  @usableFromInline
  typealias Reader = @Sendable (UnsafeMutableRawPointer, borrowing JSONView) throws(JSONError) -> Void

  /// Writes the value in its place in the record at an address.
  @usableFromInline
  typealias Writer = @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void

  /// The name on the wire, snake_case.
  public let name: String
  /// A sentence for people.
  public let documentation: String
  /// Whether the member must be given.
  public let isRequired: Bool
  /// The JSON Schema of the value, with its description and default.
  public let schema: JSON

  let isWritten: Bool
  let takesNull: Bool
  let read: Reader
  let reset: @Sendable (UnsafeMutableRawPointer) -> Void
  let isAbsent: @Sendable (UnsafeRawPointer) -> Bool
  let write: Writer

  @usableFromInline
  init(
    name: String, documentation: String, isRequired: Bool, isWritten: Bool, takesNull: Bool, schema: JSON,
    bounds: FieldBounds?, defaultValue: JSON?,
    read: @escaping Reader,
    reset: @escaping @Sendable (UnsafeMutableRawPointer) -> Void,
    isAbsent: @escaping @Sendable (UnsafeRawPointer) -> Bool,
    write: @escaping Writer
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

extension JSON {
  /// The tree of a value as it would be written.
  public init(writing value: some JSONWritable) {
    self = (try? JSON(parsing: JSONWriter.bytes(of: value))) ?? .null
  }
}
