/// Reads YAML as PyYAML's `safe_load` does, for which configurations of benchmarks have been written: YAML 1.1, with
/// `yes` for true and `1:30` for 90.
///
/// What is doubtful is refused with its place, never guessed at: a key given twice, a tab in the indentation, an alias of
/// nothing. So are `!!binary`, `!!set`, `!!omap`, `!!pairs` and the tags of Python.
public enum YAML {
  /// How much one text may hold.
  public struct Limits: Sendable {
    /// Collections inside one another.
    public var depth = 128
    /// Values and keys in all, those that aliases stand for counted each time.
    public var nodes = 1_000_000
    /// Bytes of the text, and of its scalars, those that aliases stand for counted each time.
    public var bytes = 64 << 20
    /// The limits configurations are read with.
    public init() {}
  }

  /// The documents of a text, none where there are only comments.
  public static func documents(_ text: [UInt8], limits: Limits = Limits()) throws(YAMLError) -> [YAMLNode] {
    guard text.count <= limits.bytes else {
      throw YAMLError(
        "the text is larger than \(limits.bytes >> 20) MiB; take it apart", at: YAMLMark(line: 1, column: 1))
    }
    if let document = try JSONText.document(text, limits: limits) { return [document] }
    try Characters.check(text)
    var parser = Parser(text, limits: limits)
    return try parser.documents()
  }

  /// The only document of a text; null where there are only comments.
  public static func document(_ text: [UInt8], limits: Limits = Limits()) throws(YAMLError) -> YAMLNode {
    let documents = try documents(text, limits: limits)
    let start = YAMLMark(line: 1, column: 1)
    guard documents.count <= 1 else {
      throw YAMLError(
        "a second document begins; keep one and remove the others with their `---`", at: documents[1].mark ?? start)
    }
    return documents.first ?? YAMLNode(content: .null, mark: start, scalar: "")
  }
}
