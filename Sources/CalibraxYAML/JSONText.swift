import CalibraxJSON

/// Reads a text that is an object or array of JSON from end to end as JSON has it, down to its white space and numbers:
/// `1e3` is one there, which to YAML 1.1 is text.
struct JSONText {
  /// A place that moves on from value to value.
  private var cursor: Cursor
  /// Whether nothing but RFC 8259 was found so far.
  private var isStrict = true

  /// The value; `nil` where the text is not JSON.
  static func document(_ text: [UInt8], limits: YAML.Limits) throws(YAMLError) -> YAMLNode? {
    let mark = text.starts(with: Characters.byteOrderMark) ? Characters.byteOrderMark.count : 0
    let first = text[mark...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
    var parserLimits = JSONParser.Limits()
    parserLimits.depth = limits.depth
    parserLimits.values = limits.nodes
    var parser = JSONParser(limits: parserLimits)
    guard let view = try? parser.parse(text.span.extracting(mark...)) else { return nil }
    var reader = JSONText(cursor: Cursor(text))
    let node = try reader.node(view, from: mark)
    return reader.isStrict ? node : nil
  }

  private init(cursor: Cursor) {
    self.cursor = cursor
  }

  private mutating func node(_ view: borrowing JSONView, from start: Int) throws(YAMLError) -> YAMLNode {
    cursor.advance(to: start + view.offset)
    let mark = cursor.mark
    switch view.kind {
    case .array:
      var elements: [YAMLNode] = []
      var next = view.firstElement
      while let element = next {
        elements.append(try node(element, from: start))
        next = view.element(after: element)
      }
      return YAMLNode(content: .sequence(elements), mark: mark)
    case .object:
      var mapping = MappingBuilder()
      var next = view.firstMember
      while let member = next {
        let key = try node(member.keyView, from: start)
        try mapping.add(key, try node(member.value, from: start))
        next = member.next
      }
      return YAMLNode(content: .mapping(mapping.entries), mark: mark)
    case .number:
      isStrict = isStrict && view.double?.isNaN == false && view.text[view.text.count - 1] != UInt8(ascii: "y")
      fallthrough
    default:
      var node = YAMLNode(JSON(view))
      node.mark = mark
      return node
    }
  }
}
