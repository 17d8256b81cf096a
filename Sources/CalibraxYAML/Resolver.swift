/// Tells what a scalar is from how it is written, as PyYAML's `SafeLoader` does.
enum Resolver {
  /// What a plain scalar stands for.
  enum Meaning {
    case content(YAMLNode.Content)
    /// `<<`, which merges where it is a key.
    case merge
    /// `=`, which is text where it is a key.
    case value
  }

  /// The meaning of a scalar that nothing else tells the type of.
  static func meaning(of text: String) -> Meaning {
    guard let first = text.utf8.first else { return .content(.null) }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return .content(NumberText(text).content ?? .text(text))
    case UInt8(ascii: "<") where text == "<<": return .merge
    case UInt8(ascii: "=") where text == "=": return .value
    default: break
    }
    if text.utf8.count <= 5 {
      if isNull(text) { return .content(.null) }
      if let isTrue = bools[text] { return .content(.bool(isTrue)) }
    }
    return .content(.text(text))
  }

  /// The content of a scalar with a tag of YAML's core, named without its prefix; `nil` where it is no such thing.
  static func content(of text: String, as name: String) -> YAMLNode.Content? {
    switch name {
    case "str": .text(text)
    case "null": isNull(text) ? .null : nil
    case "bool": bools[text.lowercased()].map { .bool($0) }
    case "int": NumberText(text).integer
    case "float": NumberText(text).anyNumber.map { .number($0) }
    case "timestamp": TimestampText.isTimestamp(text) ? .text(text) : nil
    default: nil
    }
  }

  /// The scalars of YAML's core that are read.
  static let scalarTags = ["str", "null", "bool", "int", "float", "timestamp"]

  private static func isNull(_ text: String) -> Bool { ["", "~", "null", "Null", "NULL"].contains(text) }

  private static let bools: [String: Bool] = {
    var bools: [String: Bool] = [:]
    for (word, isTrue) in [
      ("yes", true), ("true", true), ("on", true), ("no", false), ("false", false), ("off", false),
    ] {
      bools[word] = isTrue
      bools[word.uppercased()] = isTrue
      bools[word.prefix(1).uppercased() + word.dropFirst()] = isTrue
    }
    return bools
  }()
}
