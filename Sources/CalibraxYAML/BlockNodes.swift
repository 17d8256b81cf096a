extension Parser {
  /// What stands in a line before it is known whether it is a key.
  private enum Piece {
    case scalar(String, isPlain: Bool)
    case collection(YAMLNode.Content, since: Weight)
    case alias(ReadNode)
  }

  /// What begins at a place.
  private enum Beginning {
    /// A node, read to its end.
    case node(ReadNode)
    case sequence(Properties, at: YAMLMark, isIndentless: Bool)
    /// A mapping, its first key read unless that is an explicit one.
    case mapping(Properties, at: YAMLMark, first: ReadNode?)
  }

  /// The node after an indicator, or of a document: what is indented further than `indent`. Nothing is null.
  ///
  /// - Parameter indentless: Whether a sequence may be indented as its key is.
  @inline(never)
  mutating func blockNode(indent: Int, indentless: Bool = false) throws(YAMLError) -> ReadNode {
    let before = spent
    switch try beginning(indent: indent, indentless: indentless) {
    case .node(let node): return node
    case .sequence(let properties, let start, let isIndentless):
      let content = try blockSequence(isIndentless: isIndentless)
      return try collection(content, properties, at: start, since: before)
    case .mapping(let properties, let start, let first):
      let content = try blockMapping(column: start.column - 1, first)
      return try collection(content, properties, at: start, since: before)
    }
  }

  // On its own, and none of these inlined, for what nests must take little of the stack.
  @inline(never)
  private mutating func beginning(indent: Int, indentless: Bool) throws(YAMLError) -> Beginning {
    let place = cursor.mark
    // Those in lines before the node; if it is a mapping, those in its line are its first key's.
    var above = Properties()
    while true {
      try skip()
      let start = cursor.mark
      let opens = cursor.opens
      guard !isAtBoundary, cursor.column > indent || cursor.column == indent && isIndentless(indentless)
      else { return .node(try scalar("", isPlain: true, above, at: place)) }
      let beside = try properties()
      if !beside.isEmpty, cursor.line > start.line {
        above = try joined(above, beside)
        continue
      }
      if cursor.isIndicator("-") || cursor.isIndicator("?") {
        let isSequence = cursor.byte == UInt8(ascii: "-")
        guard opens, beside.isEmpty else {
          throw error(
            "\(cursor.found) and a space cannot follow in this line; begin the \(isSequence ? "sequence" : "mapping") on a "
              + "line of its own, or quote the text")
        }
        return isSequence
          ? .sequence(above, at: start, isIndentless: cursor.column == indent) : .mapping(above, at: start, first: nil)
      }
      if isBlockScalar {
        let properties = try joined(above, beside)
        return .node(try scalar(blockScalar(indent: indent), isPlain: false, properties, at: start))
      }
      let piece = try piece(indent: indent, beside)
      if try isKey(piece, since: start, opens: opens) {
        return .mapping(above, at: start, first: try finish(piece, beside, at: start))
      }
      let properties = try joined(above, beside)
      return .node(try finish(piece, properties, at: start))
    }
  }

  /// Whether what stands here may be indented as its key is: a sequence, where one may stand, and a block of text.
  private func isIndentless(_ allowsSequence: Bool) -> Bool {
    allowsSequence && cursor.isIndicator("-") || isBlockScalar
  }

  private var isBlockScalar: Bool { cursor.byte == UInt8(ascii: "|") || cursor.byte == UInt8(ascii: ">") }

  private mutating func piece(indent: Int, _ properties: Properties) throws(YAMLError) -> Piece {
    let before = spent
    switch cursor.byte {
    case UInt8(ascii: "\""): return .scalar(try doubleQuoted(), isPlain: false)
    case UInt8(ascii: "'"): return .scalar(try singleQuoted(), isPlain: false)
    case UInt8(ascii: "["), UInt8(ascii: "{"): return .collection(try flowCollection(), since: before)
    case UInt8(ascii: "*"):
      guard properties.isEmpty else { throw error("an alias with an anchor or tag; remove one of them") }
      return .alias(try alias())
    case UInt8(ascii: ":") where cursor.isBlank(ahead: 1) && !properties.isEmpty, 0:
      return .scalar("", isPlain: true)
    default: return .scalar(try plain(indent: indent, isInFlow: false), isPlain: true)
    }
  }

  private mutating func finish(
    _ piece: Piece, _ properties: Properties, at mark: YAMLMark
  ) throws(YAMLError) -> ReadNode {
    switch piece {
    case .scalar(let text, let isPlain): return try scalar(text, isPlain: isPlain, properties, at: mark)
    case .collection(let content, let before): return try collection(content, properties, at: mark, since: before)
    case .alias(let node):
      guard properties.isEmpty else { throw error("an alias with an anchor or tag; remove one of them", at: mark) }
      return node
    }
  }

  /// Whether what began at a place is a key: whether a `: ` follows it, in the same line.
  private mutating func isKey(_ piece: Piece, since start: YAMLMark, opens: Bool) throws(YAMLError) -> Bool {
    if cursor.opens, cursor.line > start.line { return false }
    cursor.skipBlanks()
    guard cursor.isIndicator(":") else { return false }
    if cursor.line > start.line, case .scalar(_, isPlain: true) = piece {
      throw error(
        "a `: ` in the text that began in line \(start.line); indent this line as the keys it belongs to, or quote the text"
      )
    }
    try checkKey(since: start)
    guard opens else {
      throw error(
        "a `: ` in the middle of a line, where no mapping can begin; quote the text, or begin the mapping on a line of its "
          + "own")
    }
    return true
  }

  /// Refuses a key that began at a place if it is too long for one.
  func checkKey(since start: YAMLMark) throws(YAMLError) {
    guard cursor.line == start.line else {
      throw error("a key that goes over several lines; put it in one, or begin it with `? `", at: start)
    }
    guard cursor.mark.column - start.column <= 1024 else {
      throw error("a key of more than 1024 characters; shorten it, or begin it with `? `", at: start)
    }
  }

  // MARK: Collections

  /// The sequence that begins here.
  @inline(never)
  private mutating func blockSequence(isIndentless: Bool) throws(YAMLError) -> YAMLNode.Content {
    try enter()
    defer { depth -= 1 }
    let column = cursor.column
    var elements: [YAMLNode] = []
    repeat {
      takeIndicator()
      elements.append(try blockNode(indent: column).value())
      guard try continues(at: column) else { break }
      if !cursor.isIndicator("-"), !isIndentless {
        throw error(
          "expected another `- ` of the sequence, found \(cursor.found); write it, or indent the line further")
      }
    } while cursor.isIndicator("-")
    return .sequence(elements)
  }

  /// The mapping that begins here, its first key read already if it is not an explicit one.
  @inline(never)
  private mutating func blockMapping(column: Int, _ first: ReadNode?) throws(YAMLError) -> YAMLNode.Content {
    try enter()
    defer { depth -= 1 }
    var mapping = MappingBuilder()
    var first = first
    repeat {
      let isExplicit = first == nil && cursor.isIndicator("?")
      let key =
        if let first { first } else { try isExplicit ? explicitKey(indent: column) : key(indent: column) }
      first = nil
      let place = cursor.mark
      let value: ReadNode
      if isExplicit, try !continues(at: column) || !cursor.isIndicator(":") {
        value = try scalar("", isPlain: true, Properties(), at: place)
      } else {
        takeIndicator()
        cursor.opens = isExplicit
        value = try blockNode(indent: column, indentless: true)
      }
      try mapping.add(key, value.value())
    } while try continues(at: column)
    return .mapping(mapping.entries)
  }

  /// The key after the `?` here.
  private mutating func explicitKey(indent: Int) throws(YAMLError) -> ReadNode {
    takeIndicator()
    return try blockNode(indent: indent, indentless: true)
  }

  /// The key that begins here, up to its `: `.
  @inline(never)
  private mutating func key(indent: Int) throws(YAMLError) -> ReadNode {
    let start = cursor.mark
    if cursor.isIndicator("-") {
      throw error("a `- ` among the keys of a mapping; indent it further than the mapping, or less")
    }
    let properties = try properties()
    guard cursor.line == start.line else {
      throw error("an anchor or tag without a value; indent the line further than the mapping", at: start)
    }
    let piece = try piece(indent: indent, properties)
    guard try isKey(piece, since: start, opens: true) else {
      throw error(
        "expected a key and `: `; write those, or indent the line further if it goes on the text above", at: start)
    }
    return try finish(piece, properties, at: start)
  }

  private mutating func takeIndicator() {
    cursor.advance()
    cursor.opens = true
  }

  /// Goes to the next line of the text. Whether it goes on a collection that is indented so far.
  private mutating func continues(at column: Int) throws(YAMLError) -> Bool {
    try skip()
    if isAtBoundary { return false }
    guard cursor.opens else { throw leftOver() }
    if cursor.column > column {
      throw error(
        "indented by \(cursor.column), and what it could belong to by \(column); indent both alike")
    }
    return cursor.column == column
  }

  /// Why a node cannot be followed by what stands here.
  func leftOver() -> YAMLError {
    if cursor.isIndicator(":") {
      return error("a `: ` without a key; write the key, or quote the text")
    }
    return cursor.opens
      ? error("this belongs to nothing above it; indent it as what it belongs to, or begin a document with `---`")
      : error("expected the end of the line, found \(cursor.found); quote the text as a whole")
  }
}
