import CalibraxJSON
import CalibraxReading
import CalibraxYAML

/// The values that members of a configuration may have.
extension ConfigurationReader {
  /// The members of a mapping; tells of anything else.
  mutating func members(_ node: YAMLNode, at path: String) -> [YAMLNode.Entry]? {
    switch node.content {
    case .mapping(let entries): return entries
    case .null: return []
    default:
      error(
        (path.isEmpty ? "" : "\(path): ") + "expected a mapping of keys to values, found \(node.described)", at: node)
      return nil
    }
  }

  /// Tells of keys that mean nothing.
  mutating func checkKeys(_ entries: [YAMLNode.Entry], among known: [String], at path: String) {
    for entry in entries {
      let key = entry.key.scalar ?? ""
      if known.contains(key) { continue }
      let advice =
        nearest(to: key, among: known).map { "did you mean \"\($0)\"?" }
        ?? "known are \(known.joined(separator: ", "))."
      warn("\(path.isEmpty ? "" : path + ".")\(key): unknown key, ignored; \(advice)", at: entry.key)
    }
  }

  /// A text; numbers and words for true and false count as they are written.
  mutating func text(_ node: YAMLNode?, at path: String) -> String? {
    guard let node, !node.isNull else { return nil }
    if let tag = node.tag { error("\(path): the tag \(tag) means nothing here; take it away", at: node) }
    if let scalar = node.scalar { return scalar }
    error("\(path): expected a text, found \(node.described)", at: node)
    return nil
  }

  /// A number.
  mutating func number(_ node: YAMLNode?, at path: String) -> Double? {
    guard let node, !node.isNull else { return nil }
    switch node.content {
    case .integer(let value): return Double(value)
    case .number(let value) where value.isFinite: return value
    default:
      // What YAML 1.1 does not take for a number may be one to people: 1e3.
      if let number = node.scalar.flatMap({ Double(plain: $0) }), number.isFinite { return number }
      error("\(path): expected a number, found \(node.described)", at: node)
      return nil
    }
  }

  /// A text or a list of texts, with their places.
  mutating func texts(_ node: YAMLNode?, at path: String) -> [(text: String, node: YAMLNode)]? {
    guard let node, !node.isNull else { return nil }
    guard case .sequence(let elements) = node.content else {
      return text(node, at: path).map { [($0, node)] }
    }
    var texts: [(text: String, node: YAMLNode)] = []
    for (index, element) in elements.enumerated() {
      guard let text = text(element, at: "\(path)[\(index)]") else {
        if element.isNull { error("\(path)[\(index)]: nothing is given", at: element) }
        continue
      }
      texts.append((text, element))
    }
    return texts
  }

  /// A pattern or a list of patterns; `nil` where nothing is given.
  mutating func patterns(_ node: YAMLNode?, at path: String) -> [Pattern]? {
    texts(node, at: path).map { texts in texts.compactMap { pattern($0.text, at: path, $0.node) } }
  }

  /// A pattern.
  mutating func pattern(_ text: String, at path: String, _ node: YAMLNode) -> Pattern? {
    do throws(Pattern.Fault) {
      return try Pattern(text)
    } catch {
      self.error("\(path): \"\(text)\" is no regular expression: \(error.message)", at: node)
      return nil
    }
  }
}

extension YAMLNode {
  /// Whether nothing is given.
  var isNull: Bool { if case .null = content { true } else { false } }

  /// What it is, for messages.
  var described: String {
    switch content {
    case .null: "nothing"
    case .bool, .integer, .number, .text: "\"\(scalar ?? "")\""
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
