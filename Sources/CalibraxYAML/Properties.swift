/// What stands before a node: an anchor, a tag, both in either order.
struct Properties {
  /// What the tags of YAML's core begin with.
  static let corePrefix = "tag:yaml.org,2002:"

  /// The anchor's name.
  var anchor: String?
  /// The tag.
  var tag: Tag?
  /// Where the first of them stands.
  var mark: YAMLMark?

  var isEmpty: Bool { mark == nil }

  /// A tag with its handle resolved.
  struct Tag {
    var kind: Kind
    var mark: YAMLMark

    enum Kind {
      /// `!`: the node is what it is without a tag and quotes.
      case unspecific
      /// `!!int` and the like, without the prefix.
      case core(String)
      /// Any other.
      case application(String)
    }
  }
}

extension Parser {
  /// Reads the anchor and tag that stand here in one line, and goes to what follows them.
  mutating func properties(isInFlow: Bool = false) throws(YAMLError) -> Properties {
    var properties = Properties()
    let line = cursor.line
    while isInFlow || cursor.line == line {
      let mark = cursor.mark
      var read = Properties(mark: mark)
      switch cursor.byte {
      case UInt8(ascii: "&"): read.anchor = try anchor()
      case UInt8(ascii: "!"): read.tag = Properties.Tag(kind: try tag(), mark: mark)
      default: return properties
      }
      properties = try joined(properties, read)
      cursor.opens = false
      try isInFlow ? skipInFlow() : skip()
    }
    return properties
  }

  /// The properties of one node that stand in two places.
  func joined(_ first: Properties, _ second: Properties) throws(YAMLError) -> Properties {
    if first.anchor != nil, second.anchor != nil {
      throw error("a second anchor of one value; remove it", at: second.mark)
    }
    if first.tag != nil, let tag = second.tag { throw error("a second tag of one value; remove it", at: tag.mark) }
    return Properties(
      anchor: first.anchor ?? second.anchor, tag: first.tag ?? second.tag, mark: first.mark ?? second.mark)
  }

  // MARK: Anchors

  private mutating func anchor() throws(YAMLError) -> String {
    let mark = cursor.mark
    let name = try anchorName()
    if let first = anchors[name] {
      throw error(
        "the anchor `&\(name)` is given twice, first in line \(first.mark.line); rename one of them", at: mark)
    }
    anchors[name] = Anchor(mark: mark)
    return name
  }

  /// The name after an `&` or `*`.
  mutating func anchorName() throws(YAMLError) -> String {
    cursor.advance()
    let start = cursor.position
    cursor.skipWord()
    let end = cursor.position
    let isEnded =
      switch cursor.byte {
      case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
        UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
        true
      default: cursor.isBlank(ahead: 0)
      }
    guard end > start, isEnded else {
      throw error(
        "\(cursor.found) in the name of an anchor; use letters, digits, `-` and `_`, or quote a text that begins with "
          + "`\(cursor.text(start - 1..<start))`")
    }
    return cursor.text(start..<end)
  }

  // MARK: Tags

  private mutating func tag() throws(YAMLError) -> Properties.Tag.Kind {
    let mark = cursor.mark
    var name: String
    if cursor.ahead(1) == UInt8(ascii: "<") {
      cursor.advance(2)
      name = try tagSuffix()
      guard cursor.byte == UInt8(ascii: ">") else {
        throw error("expected `>` after the tag, found \(cursor.found); add it")
      }
      cursor.advance()
    } else if cursor.isBlank(ahead: 1) {
      cursor.advance()
      name = "!"
    } else {
      var handle = "!"
      if hasHandle { handle = try tagHandle() } else { cursor.advance() }
      let suffix = try tagSuffix()
      guard let prefix = handles[handle] else {
        throw error("nothing says what `\(handle)` stands for; add `%TAG \(handle) …` above the `---`", at: mark)
      }
      name = prefix + suffix
    }
    guard cursor.isBlank(ahead: 0) else {
      throw error("\(cursor.found) in a tag; put a space after the tag, or quote the text if it is none")
    }
    if name == "!" { return .unspecific }
    guard name.hasPrefix(Properties.corePrefix) else { return .application(name) }
    name.removeFirst(Properties.corePrefix.count)
    guard Resolver.scalarTags.contains(name) || name == "seq" || name == "map" else {
      throw error("`!!\(name)` is not supported; remove the tag, or use one with a single `!`", at: mark)
    }
    return .core(name)
  }

  /// Whether a second `!` in this word ends a handle.
  private var hasHandle: Bool {
    var end = 1
    while true {
      switch cursor.ahead(end) {
      case UInt8(ascii: "!"): return true
      case 0, UInt8(ascii: " "): return false
      default:
        if cursor.breakLength(ahead: end) > 0 { return false }
        end += 1
      }
    }
  }

  /// A handle: `!`, `!!` or `!name!`.
  mutating func tagHandle() throws(YAMLError) -> String {
    let start = cursor.position
    guard cursor.byte == UInt8(ascii: "!") else {
      throw error("expected `!`, found \(cursor.found); write `%TAG !name! prefix`")
    }
    cursor.advance()
    if cursor.byte == UInt8(ascii: " ") { return "!" }
    cursor.skipWord()
    guard cursor.byte == UInt8(ascii: "!") else {
      throw error("expected `!` after a tag's handle, found \(cursor.found); add it")
    }
    cursor.advance()
    return cursor.text(from: start)
  }

  /// The rest of a tag, in which `%20` stands for a space.
  mutating func tagSuffix() throws(YAMLError) -> String {
    var suffix: [UInt8] = []
    let mark = cursor.mark
    while isOfTag(cursor.byte) {
      guard cursor.byte == UInt8(ascii: "%") else {
        suffix.append(cursor.byte)
        cursor.advance()
        continue
      }
      guard let high = UInt64(hexadecimal: cursor.ahead(1)), let low = UInt64(hexadecimal: cursor.ahead(2)) else {
        throw error("expected two hexadecimal digits after `%` in a tag; write `%25` for the sign")
      }
      suffix.append(UInt8(high << 4 | low))
      cursor.advance(3)
    }
    guard !suffix.isEmpty else {
      throw error("expected the name of a tag, found \(cursor.found); quote a text that begins with `!`")
    }
    guard let text = String(validating: suffix, as: UTF8.self) else {
      throw error("what this tag escapes with `%` is not UTF-8; correct it", at: mark)
    }
    return text
  }

  private func isOfTag(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "#")...UInt8(ascii: "/"), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "!"),
      UInt8(ascii: "~"), UInt8(ascii: "["), UInt8(ascii: "]"):
      byte != UInt8(ascii: "#")
    default: false
    }
  }
}
