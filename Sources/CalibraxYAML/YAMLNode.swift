public import CalibraxJSON

/// A value of a YAML text, with the place it stands at.
public struct YAMLNode: Sendable {
  /// What a node holds.
  public enum Content: Sendable {
    /// `null`, `~` or nothing at all.
    case null
    /// `true`, `no`, `On` and the like.
    case bool(Bool)
    /// An integer in any of its notations.
    case integer(Int)
    /// A number with a point, and an integer too large for `Int`.
    case number(Double)
    /// Text; timestamps too, as they are written.
    case text(String)
    /// A sequence.
    case sequence([YAMLNode])
    /// A mapping, in the order that its keys are first met in, merged ones before its own.
    case mapping([Entry])
  }

  /// A key of a mapping with its value.
  public struct Entry: Sendable {
    /// The key, always a scalar.
    public var key: YAMLNode
    /// Its value.
    public var value: YAMLNode

    /// A key with its value.
    public init(key: YAMLNode, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  /// What the node holds.
  public var content: Content
  /// The application's tag, `!expand`; a handle of a `%TAG` directive stands for its prefix. Tags of YAML's core
  /// (`!!str`, `!!int`) are applied and not kept.
  public var tag: String?
  /// Where the node begins, with its anchor or tag; `nil` where it was not read from a text. What an alias stands for
  /// begins where it was anchored.
  public var mark: YAMLMark?
  /// A scalar's characters after escapes and folding, before resolution (`0x10`, `yes`, `2024-06-01`, `1.50`); `nil` for
  /// collections.
  public var scalar: String?

  /// A node.
  public init(content: Content, tag: String? = nil, mark: YAMLMark? = nil, scalar: String? = nil) {
    self.content = content
    self.tag = tag
    self.mark = mark
    self.scalar = scalar
  }

  /// The value of a mapping's key that is written as this text; `nil` when there is none.
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    let key = Spelling(key)
    return entries.first { entry in entry.key.scalar.map { Spelling($0) == key } ?? false }?.value
  }
}

extension YAMLNode {
  /// A node without places, for configurations that are stored as JSON.
  public init(_ json: JSON) {
    switch json {
    case .null: self.init(content: .null, scalar: "null")
    case .bool(let isTrue): self.init(content: .bool(isTrue), scalar: isTrue ? "true" : "false")
    case .number(let number):
      self.init(content: Int(number.text).map { .integer($0) } ?? .number(number.double), scalar: number.text)
    case .string(let text): self.init(content: .text(text), scalar: text)
    case .array(let elements): self.init(content: .sequence(elements.map { YAMLNode($0) }))
    case .object(let members):
      self.init(
        content: .mapping(
          members.map { member in
            Entry(key: YAMLNode(content: .text(member.key), scalar: member.key), value: YAMLNode(member.value))
          }))
    }
  }

  /// The plain data: timestamps and scalars with an application's tag as their text, keys as they are written, numbers
  /// too where JSON has them so.
  public var json: JSON {
    switch content {
    case .null: .null
    case .bool(let isTrue): .bool(isTrue)
    case .integer(let value): written ?? .number(JSONNumber(value))
    case .number(let value): written ?? .number(JSONNumber(value))
    case .text(let text): .string(text)
    case .sequence(let elements): .array(elements.map(\.json))
    case .mapping(let entries):
      .object(entries.reduce(into: OrderedMap<JSON>()) { $0[$1.key.scalar ?? ""] = $1.value.json })
    }
  }

  /// The number as it is written, if that is one to JSON.
  private var written: JSON? {
    guard let scalar, let json = try? JSON(parsing: Array(scalar.utf8)), case .number = json else { return nil }
    return json
  }
}
