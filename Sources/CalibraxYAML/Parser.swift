/// Reads documents by descent: a node is read, and what follows it tells whether it is a key.
struct Parser {
  var cursor: Cursor
  let limits: YAML.Limits
  /// What the handles of tags stand for in this document.
  var handles = defaultHandles
  /// The anchors of this document.
  var anchors: [String: Anchor] = [:]
  /// What has been read, and what aliases stand for.
  var spent = Weight()
  /// How many collections are open.
  var depth = 0
  /// The brackets that are open.
  var brackets: [Bracket] = []

  /// What the handles of tags stand for where no directive says otherwise.
  static let defaultHandles = ["!": "!", "!!": Properties.corePrefix]

  init(_ text: [UInt8], limits: YAML.Limits) {
    cursor = Cursor(text)
    self.limits = limits
  }

  /// How much of the limits something takes.
  struct Weight {
    var nodes = 0
    var bytes = 0
  }

  /// A node that aliases can stand for.
  struct Anchor {
    let mark: YAMLMark
    /// The node, once it has been read to its end.
    var node: ReadNode?
    var weight = Weight()
  }

  /// A node, before it is known whether it is a key.
  struct ReadNode {
    var node: YAMLNode
    /// What it means as a key, where that is not the node.
    var role = Role.plain

    enum Role {
      case plain, merge, value
    }

    /// The node where it is not a key.
    func value() throws(YAMLError) -> YAMLNode {
      guard role == .plain else {
        let what = role == .merge ? "`<<` merges mappings and is a key" : "`=` is a key"
        throw YAMLError("\(what), not a value; quote it", at: node.mark ?? YAMLMark(line: 1, column: 1))
      }
      return node
    }
  }

  func error(_ message: String, at mark: YAMLMark? = nil) -> YAMLError {
    YAMLError(message, at: mark ?? cursor.mark)
  }

  // MARK: Documents

  mutating func documents() throws(YAMLError) -> [YAMLNode] {
    var documents: [YAMLNode] = []
    while true {
      try skip()
      if !documents.isEmpty {
        while cursor.isMarker(".") { try takeMarker() }
      }
      if cursor.isAtEnd { return documents }
      let hasDirectives = try directives()
      if cursor.isMarker("-") {
        cursor.advance(3)
        cursor.opens = false
      } else if !documents.isEmpty || hasDirectives || cursor.isMarker(".") {
        throw error("expected the `---` that begins a document, found \(cursor.found); write it on a line before this")
      }
      anchors = [:]
      documents.append(try blockNode(indent: -1).value())
      try skip()
      guard isAtBoundary else { throw leftOver() }
    }
  }

  private mutating func takeMarker() throws(YAMLError) {
    cursor.advance(3)
    cursor.opens = false
    try skip()
    guard cursor.opens || cursor.isAtEnd else { throw leftOver() }
  }

  /// Whether the document ends here: at a line that begins another, or at the end of the text.
  var isAtBoundary: Bool {
    cursor.isAtEnd || cursor.column == 0 && (cursor.byte == UInt8(ascii: "%") || cursor.isAnyMarker)
  }

  // MARK: Space

  /// Goes over white space, comments and line breaks to what comes next. Tabs are no indentation.
  mutating func skip(isInFlow: Bool = false) throws(YAMLError) {
    while true {
      cursor.skipSpaces()
      if cursor.byte == UInt8(ascii: "\t") {
        let mark = cursor.mark
        let indents = cursor.opens && !isInFlow
        cursor.skipBlanks()
        if indents, !cursor.isAtEnd, cursor.breakLength() == 0 {
          throw error("a tab in the indentation; use spaces", at: mark)
        }
      }
      if cursor.byte == UInt8(ascii: "#") { cursor.skipLine() }
      guard cursor.skipBreak() else { return }
    }
  }

  // MARK: Nodes

  /// The node of a scalar.
  @inline(never)
  mutating func scalar(
    _ text: String, isPlain: Bool, _ properties: Properties, at mark: YAMLMark
  ) throws(YAMLError) -> ReadNode {
    var read = ReadNode(node: YAMLNode(content: .text(text), mark: properties.mark ?? mark, scalar: text))
    switch properties.tag?.kind {
    case nil where !isPlain: break
    case nil, .unspecific:
      switch Resolver.meaning(of: text) {
      case .content(let content): read.node.content = content
      case .merge: read.role = .merge
      case .value: read.role = .value
      }
    case .application(let name): read.node.tag = name
    case .core(let name):
      guard let content = Resolver.content(of: text, as: name) else {
        throw error(
          Resolver.scalarTags.contains(name)
            ? "`\(text)` is no `!!\(name)`; correct it, or remove the tag"
            : "`!!\(name)` is for collections, and this is none; remove the tag", at: read.node.mark)
      }
      read.node.content = content
    }
    let before = spent
    try spend(Weight(nodes: 1, bytes: text.utf8.count), at: read.node.mark)
    close(properties, read, since: before)
    return read
  }

  /// The node of a collection.
  @inline(never)
  mutating func collection(
    _ content: YAMLNode.Content, _ properties: Properties, at mark: YAMLMark, since before: Weight
  ) throws(YAMLError) -> ReadNode {
    var node = YAMLNode(content: content, mark: properties.mark ?? mark)
    switch properties.tag?.kind {
    case nil, .unspecific: break
    case .application(let name): node.tag = name
    case .core(let name):
      let own = if case .mapping = content { "map" } else { "seq" }
      if name != own {
        throw error("`!!\(name)` does not fit what follows, a `!!\(own)`; remove the tag", at: node.mark)
      }
    }
    try spend(Weight(nodes: 1), at: node.mark)
    let read = ReadNode(node: node)
    close(properties, read, since: before)
    return read
  }

  /// What an alias here stands for.
  mutating func alias() throws(YAMLError) -> ReadNode {
    let mark = cursor.mark
    let name = try anchorName()
    cursor.opens = false
    guard let anchor = anchors[name] else {
      throw error("the alias `*\(name)` stands for nothing; anchor a value before it with `&\(name)`", at: mark)
    }
    guard let node = anchor.node else {
      throw error("the alias `*\(name)` stands inside of what it stands for (\(anchor.mark)); remove it", at: mark)
    }
    try spend(anchor.weight, at: mark)
    return node
  }

  /// Gives an anchor its node.
  private mutating func close(_ properties: Properties, _ read: ReadNode, since before: Weight) {
    guard let anchor = properties.anchor else { return }
    anchors[anchor]?.node = read
    anchors[anchor]?.weight = Weight(nodes: spent.nodes - before.nodes, bytes: spent.bytes - before.bytes)
  }

  private mutating func spend(_ weight: Weight, at mark: YAMLMark?) throws(YAMLError) {
    spent.nodes += weight.nodes
    spent.bytes += weight.bytes
    if spent.nodes > limits.nodes {
      throw error("more than \(limits.nodes) values, those of aliases counted each time; take the text apart", at: mark)
    }
    if spent.bytes > limits.bytes {
      throw error(
        "more than \(limits.bytes >> 20) MiB of text, that of aliases counted each time; take the text apart", at: mark)
    }
  }

  /// Goes into a collection.
  mutating func enter() throws(YAMLError) {
    depth += 1
    if depth > limits.depth { throw error("nested deeper than \(limits.depth) levels; flatten this") }
  }
}
