/// One member of a ``Record`` as its owner declares it: wire name, property, documentation.
public struct Field<Owner: Record>: Sendable {
  let member: RecordMember

  /// A member that must be given.
  ///
  /// - Parameter nullable: `null` is a value of the member, not its absence.
  @inlinable
  public static func required<Value: JSONReadable & JSONWritable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ documentation: String,
    nullable: Bool = false
  ) -> Field {
    Field(name, path, documentation, isRequired: true, isWritten: true, takesNull: nullable) { json throws(JSONError) in
      try Value(json: json)
    }
  }

  /// A member that may be left out, or given as `null`, for the value the record begins with.
  @inlinable
  public static func optional<Value: JSONReadable & JSONWritable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ documentation: String
  ) -> Field {
    Field(name, path, documentation) { json throws(JSONError) in try Value(json: json) }
  }

  /// A member that may be left out like an optional one, and is always written.
  @inlinable
  public static func written<Value: JSONReadable & JSONWritable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ documentation: String
  ) -> Field {
    Field(name, path, documentation, isWritten: true) { json throws(JSONError) in try Value(json: json) }
  }

  /// A number that may be left out and must lie within bounds.
  ///
  /// - Parameter advice: What to do about a value outside them.
  @inlinable
  public static func optional<Value: JSONReadable & JSONWritable & Sendable & Comparable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ documentation: String,
    in bounds: ClosedRange<Value>, advice: String
  ) -> Field {
    Field(name, path, documentation, bounds: FieldBounds(bounds)) { json throws(JSONError) in
      try Value(json: json, in: bounds, advice: advice)
    }
  }

  /// A number that may be left out for none and must otherwise lie within bounds.
  ///
  /// - Parameter advice: What to do about a value outside them.
  @inlinable
  public static func optional<Value: JSONReadable & JSONWritable & Sendable & Comparable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value?> & Sendable, _ documentation: String,
    in bounds: ClosedRange<Value>, advice: String
  ) -> Field {
    Field(name, path, documentation, bounds: FieldBounds(bounds)) { json throws(JSONError) in
      json.kind == .null ? nil : try Value(json: json, in: bounds, advice: advice)
    }
  }

  @inlinable
  init<Value: JSONReadable & JSONWritable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ documentation: String,
    isRequired: Bool = false, isWritten: Bool = false, takesNull: Bool = false, bounds: FieldBounds? = nil,
    read: @escaping @Sendable (borrowing JSONView) throws(JSONError) -> Value
  ) {
    let initial = Owner()[keyPath: path]
    // SAFETY: the offset is that of a stored property of type Value inside Owner, and every pointer handed to these
    // closures is to an Owner (see Record). A key path takes ten times as long.
    let offset = Field.offset(of: path)
    self.init(
      member: RecordMember(
        name: name, documentation: documentation, isRequired: isRequired, isWritten: isWritten,
        takesNull: takesNull, schema: Value.schema, bounds: bounds,
        defaultValue: isRequired || initial.isAbsent ? nil : JSON(writing: initial),
        read: { (owner: UnsafeMutableRawPointer, json: borrowing JSONView) throws(JSONError) in
          let value = try read(json)
          owner.advanced(by: offset).assumingMemoryBound(to: Value.self).pointee = value
        },
        reset: { owner in owner.advanced(by: offset).assumingMemoryBound(to: Value.self).pointee = initial },
        isAbsent: { owner in owner.advanced(by: offset).assumingMemoryBound(to: Value.self).pointee.isAbsent },
        write: { owner, writer in
          owner.advanced(by: offset).assumingMemoryBound(to: Value.self).pointee.write(to: &writer)
        }))
  }

  @usableFromInline
  init(member: RecordMember) {
    self.member = member
  }

  /// Where in the record a property is stored.
  @usableFromInline
  static func offset<Value>(of path: WritableKeyPath<Owner, Value>) -> Int {
    guard let offset = MemoryLayout<Owner>.offset(of: path) else {
      preconditionFailure("a field must be a stored property: \(path)")
    }
    return offset
  }
}

/// The smallest and largest value a field takes, as they stand in its schema.
@usableFromInline
struct FieldBounds: Sendable {
  var minimum: JSON
  var maximum: JSON

  @usableFromInline
  init<Value: JSONWritable & Comparable>(_ bounds: ClosedRange<Value>) {
    minimum = JSON(writing: bounds.lowerBound)
    maximum = JSON(writing: bounds.upperBound)
  }
}

extension JSONReadable where Self: Comparable {
  @usableFromInline
  init(json: borrowing JSONView, in bounds: ClosedRange<Self>, advice: String) throws(JSONError) {
    self = try Self(json: json)
    guard bounds.contains(self) else {
      throw JSONError("must lie between \(bounds.lowerBound) and \(bounds.upperBound)", hint: advice)
    }
  }
}

/// The fields of a record, in the order they are written.
public struct Fields<Owner: Record>: ExpressibleByArrayLiteral, Sendable {
  let table: FieldTable

  /// The same without the owner's type.
  public var members: [RecordMember] { table.members }

  /// The fields as listed.
  public init(arrayLiteral fields: Field<Owner>...) {
    precondition(fields.count <= 64, "a record has at most 64 fields")
    table = FieldTable(fields.map(\.member))
  }
}
