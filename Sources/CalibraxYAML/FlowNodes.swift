extension Parser {
  /// A bracket that is open.
  struct Bracket {
    let mark: YAMLMark
    let isMapping: Bool

    var opening: String { isMapping ? "{" : "[" }
    var closing: Unicode.Scalar { isMapping ? "}" : "]" }
  }

  /// The collection in brackets that begins here.
  mutating func flowCollection() throws(YAMLError) -> YAMLNode.Content {
    try enter()
    defer { depth -= 1 }
    let bracket = Bracket(mark: cursor.mark, isMapping: cursor.byte == UInt8(ascii: "{"))
    brackets.append(bracket)
    cursor.advance()
    try skipInFlow()
    let content = try bracket.isMapping ? flowMapping() : flowSequence()
    cursor.advance()
    cursor.opens = false
    brackets.removeLast()
    return content
  }

  private mutating func flowSequence() throws(YAMLError) -> YAMLNode.Content {
    var elements: [YAMLNode] = []
    while cursor.byte != UInt8(ascii: "]") {
      let start = cursor.mark
      let before = spent
      var pair = MappingBuilder()
      if cursor.byte == UInt8(ascii: "?") {
        try explicitEntry(of: &pair)
      } else {
        let element = try flowNode()
        guard cursor.byte == UInt8(ascii: ":") else {
          elements.append(try element.value())
          try endEntry()
          continue
        }
        try checkKeyInFlow(since: start)
        try pair.add(element, flowValue())
      }
      let mapping = try collection(.mapping(pair.entries), Properties(), at: start, since: before)
      elements.append(mapping.node)
      try endEntry()
    }
    return .sequence(elements)
  }

  private mutating func flowMapping() throws(YAMLError) -> YAMLNode.Content {
    var mapping = MappingBuilder()
    while cursor.byte != UInt8(ascii: "}") {
      if cursor.byte == UInt8(ascii: "?") {
        try explicitEntry(of: &mapping)
      } else {
        let start = cursor.mark
        let key = try flowNode()
        if cursor.byte == UInt8(ascii: ":") { try checkKeyInFlow(since: start) }
        try mapping.add(key, flowValue())
      }
      try endEntry()
    }
    return .mapping(mapping.entries)
  }

  /// An entry whose key begins with `?`.
  private mutating func explicitEntry(of mapping: inout MappingBuilder) throws(YAMLError) {
    cursor.advance()
    let place = cursor.mark
    try skipInFlow()
    let isEmpty = cursor.byte == UInt8(ascii: ":") || isAtEndOfEntry
    let key = try isEmpty ? scalar("", isPlain: true, Properties(), at: place) : flowNode()
    try mapping.add(key, flowValue())
  }

  /// The value after a key, null where there is none.
  private mutating func flowValue() throws(YAMLError) -> YAMLNode {
    var place = cursor.mark
    if cursor.byte == UInt8(ascii: ":") {
      cursor.advance()
      place = cursor.mark
      try skipInFlow()
      if !isAtEndOfEntry { return try flowNode().value() }
    }
    return try scalar("", isPlain: true, Properties(), at: place).node
  }

  private var isAtEndOfEntry: Bool {
    cursor.byte == UInt8(ascii: ",") || brackets.last.map { cursor.byte == UInt8(ascii: $0.closing) } ?? true
  }

  /// Goes over the comma after an entry, if the bracket is not closed there.
  private mutating func endEntry() throws(YAMLError) {
    guard let bracket = brackets.last, cursor.byte != UInt8(ascii: bracket.closing) else { return }
    guard cursor.byte == UInt8(ascii: ",") else { throw expectedInFlow("`,` or `\(bracket.closing)`") }
    cursor.advance()
    try skipInFlow()
  }

  /// Refuses a key that began at a place if it goes over several lines, or is too long for one.
  private func checkKeyInFlow(since start: YAMLMark) throws(YAMLError) {
    guard cursor.line == start.line else { throw expectedInFlow("`,` or `\(brackets.last?.closing ?? "]")`") }
    try checkKey(since: start)
  }

  private func expectedInFlow(_ expected: String, hint: String = "close the bracket, or quote the text") -> YAMLError {
    let opened = brackets.last.map { "the `\($0.opening)` of \($0.mark)" } ?? "a bracket"
    return error("expected \(expected) inside \(opened), found \(cursor.found); \(hint)")
  }

  /// A node inside of brackets; the cursor is then at what follows it.
  private mutating func flowNode() throws(YAMLError) -> ReadNode {
    let before = spent
    let mark = cursor.mark
    let properties = try properties(isInFlow: true)
    let node: ReadNode
    switch cursor.byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      node = try collection(try flowCollection(), properties, at: mark, since: before)
    case UInt8(ascii: "\""): node = try scalar(doubleQuoted(), isPlain: false, properties, at: mark)
    case UInt8(ascii: "'"): node = try scalar(singleQuoted(), isPlain: false, properties, at: mark)
    case UInt8(ascii: "*"):
      guard properties.isEmpty else { throw error("an alias with an anchor or tag; remove one of them") }
      node = try alias()
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"), UInt8(ascii: "?"):
      guard !properties.isEmpty else { throw expectedInFlow("a value", hint: "write one, or quote the text") }
      node = try scalar("", isPlain: true, properties, at: mark)
    default: node = try scalar(plain(indent: -1, isInFlow: true), isPlain: true, properties, at: mark)
    }
    try skipInFlow()
    return node
  }

  /// Goes to what comes next inside of brackets, which must not be the end of the document.
  mutating func skipInFlow() throws(YAMLError) {
    cursor.opens = false
    try skip(isInFlow: true)
    guard let bracket = brackets.last else { return }
    if cursor.isAtEnd {
      throw error("the `\(bracket.opening)` opened here is not closed; add `\(bracket.closing)`", at: bracket.mark)
    }
    if cursor.isAnyMarker { throw expectedInFlow("`\(bracket.closing)`") }
  }
}
