/// Takes markup apart into texts and tags, whatever state it is in.
struct TagScanner {
  /// A part of markup.
  enum Part: Equatable {
    case text(String)
    case start(String, [String: String])
    case end(String)
  }

  private var rest: Substring

  init(_ source: String) {
    rest = source[...]
  }

  /// The next part; `nil` at the end.
  ///
  /// - Parameter dropped: Elements that are skipped with what they hold.
  mutating func next(skipping dropped: Set<String>) -> Part? {
    while !rest.isEmpty {
      if let comment = Self.comment(rest) {
        rest = comment
        continue
      }
      guard rest.first == "<" else { return text() }
      let part = tag()
      if case .start(let name, _) = part, dropped.contains(name) {
        skip(to: name)
        continue
      }
      if case .end(let name) = part, dropped.contains(name) { continue }
      return part
    }
    return nil
  }

  /// What follows a comment or a declaration that stands at the beginning; `nil` where none does.
  private static func comment(_ text: Substring) -> Substring? {
    guard text.hasPrefix("<!") || text.hasPrefix("<?") else { return nil }
    let end = text.hasPrefix("<!--") ? "-->" : ">"
    return text.firstRange(of: end).map { text[$0.upperBound...] } ?? text[text.endIndex...]
  }

  /// The text up to the next `<`.
  private mutating func text() -> Part {
    taken(to: rest.firstIndex(of: "<") ?? rest.endIndex)
  }

  /// What stands before a place as a text.
  private mutating func taken(to end: Substring.Index) -> Part {
    defer { rest = rest[end...] }
    return .text(String(rest[..<end]))
  }

  /// The tag that a `<` begins. Where it begins none, or one that never ends, that is text as far as it was looked at:
  /// nothing is looked at twice.
  private mutating func tag() -> Part {
    var body = rest.dropFirst()
    let isEnd = body.first == "/"
    if isEnd { body = body.dropFirst() }
    let name = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard name.first?.isLetter == true else { return taken(to: body.startIndex) }
    body = body[name.endIndex...]
    var attributes: [String: String] = [:]
    while let first = body.first, first != ">" {
      if first == "<" { return taken(to: body.startIndex) }
      if first == "/" || first.isWhitespace {
        body = body.dropFirst()
        continue
      }
      let attribute = Self.attribute(&body)
      if attributes[attribute.name] == nil { attributes[attribute.name] = attribute.value }
    }
    guard body.first == ">" else { return taken(to: body.startIndex) }
    rest = body.dropFirst()
    return isEnd ? .end(name.lowercased()) : .start(name.lowercased(), attributes)
  }

  private static func attribute(_ body: inout Substring) -> (name: String, value: String) {
    let name = body.prefix { !$0.isWhitespace && !"=/><".contains($0) }
    body = body[name.endIndex...].drop { $0.isWhitespace }
    guard body.first == "=" else {
      // A sign that begins no name.
      if name.isEmpty { body = body.dropFirst() }
      return (name.lowercased(), "")
    }
    body = body.dropFirst().drop { $0.isWhitespace }
    guard let quote = body.first, quote == "\"" || quote == "'" else {
      let value = body.prefix { !$0.isWhitespace && $0 != ">" }
      body = body[value.endIndex...]
      return (name.lowercased(), String(value))
    }
    let value = body.dropFirst().prefix { $0 != quote }
    body = body[value.endIndex...].dropFirst()
    return (name.lowercased(), String(value))
  }

  /// Goes on behind the end of an element.
  private mutating func skip(to name: String) {
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...]
      if rest.dropFirst().first == "/", rest.dropFirst(2).prefix(name.count).lowercased() == name {
        rest = rest.firstIndex(of: ">").map { rest[$0...].dropFirst() } ?? rest[rest.endIndex...]
        return
      }
      rest = rest.dropFirst()
    }
    rest = rest[rest.endIndex...]
  }
}
