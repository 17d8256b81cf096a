/// Header fields in the order they were written; names are the same whatever their case.
public struct HTTPHeaders: Sendable, Equatable {
  /// A field.
  public struct Field: Sendable, Equatable {
    /// Its name as it was written.
    public var name: String
    /// Its value, without white space around it.
    public var value: String
  }

  /// The fields.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// The value of a field; where there are several of the name, all of them with `, ` between. Setting replaces them, and
  /// `nil` takes them away.
  public subscript(name: String) -> String? {
    get {
      let values = all(name)
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    set {
      let key = name.lowercased()
      fields.removeAll { $0.name.lowercased() == key }
      if let newValue { append(name, newValue) }
    }
  }

  /// The values of all fields of a name.
  public func all(_ name: String) -> [String] {
    let key = name.lowercased()
    return fields.filter { $0.name.lowercased() == key }.map(\.value)
  }

  /// Adds a field behind the others, even where there is one of its name.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Whether one of the words between the commas of a field is the given one, whatever its case.
  public func contains(_ word: String, in name: String) -> Bool {
    let key = word.lowercased()
    return all(name).contains { $0.split(separator: ",").contains { $0.withoutBlanks.lowercased() == key } }
  }

  /// What makes it impossible to write the fields; `nil` when nothing does.
  var problem: String? {
    for field in fields {
      guard !field.name.isEmpty, field.name.utf8.allSatisfy(\.isTokenByte) else {
        return "a header's name holds what no name may hold"
      }
      guard field.value.utf8.allSatisfy(\.isFieldByte) else {
        return "the header \(field.name) holds a line break or a control character"
      }
    }
    return nil
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  /// The fields as they stand there.
  public init(dictionaryLiteral fields: (String, String)...) {
    for (name, value) in fields { append(name, value) }
  }
}
