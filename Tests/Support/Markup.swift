/// An element of a page, as a browser would read it.
package struct Element: Sendable {
  package var name: String
  package var attributes: [String: String] = [:]
  package var children: [Node] = []

  package indirect enum Node: Sendable {
    case element(Element)
    case text(String)
  }

  /// What it says, without markup.
  package var text: String {
    children.map { node in
      switch node {
      case .element(let element): element.text
      case .text(let text): text
      }
    }.joined()
  }

  /// The elements in it that have a name, in their order.
  package func all(_ name: String, class kind: String? = nil) -> [Element] {
    children.flatMap { node -> [Element] in
      guard case .element(let element) = node else { return [] }
      let kinds = element.attributes["class"]?.split(separator: " ").map { String($0) } ?? []
      let isIt = element.name == name && (kind.map { kinds.contains($0) } ?? true)
      return (isIt ? [element] : []) + element.all(name, class: kind)
    }
  }

  /// The element in it that has an identifier.
  package func with(id: String) -> Element? {
    for case .element(let element) in children {
      if element.attributes["id"] == id { return element }
      if let found = element.with(id: id) { return found }
    }
    return nil
  }

  /// The texts of its rows' cells, without those of its head.
  package var rows: [[String]] {
    all("tbody").flatMap { $0.all("tr") }.map { row in
      row.children.compactMap { node in
        guard case .element(let cell) = node else { return nil }
        return cell.text.trimmed
      }
    }
  }
}

/// Reads markup; what is not well nested is an error.
package struct MarkupReader {
  package struct Mistake: Error, Equatable { package let description: String }

  private var rest: Substring.UnicodeScalarView
  private static let void: Set<String> = ["br", "hr", "img", "input", "link", "meta"]
  private static let names = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "#10": "\n", "#9": "\t", "#13": "\r",
  ]

  /// All of a text as one element.
  package static func read(_ text: String) throws(Mistake) -> Element {
    var reader = MarkupReader(rest: Substring(text).unicodeScalars)
    var root = Element(name: "")
    root.children = try reader.children(of: "")
    return root
  }

  private mutating func children(of parent: String) throws(Mistake) -> [Element.Node] {
    var nodes: [Element.Node] = []
    while !rest.isEmpty {
      let text = take { $0 != "<" }
      if !text.isEmpty { nodes.append(.text(Self.decoded(text))) }
      if rest.isEmpty { break }
      if rest.starts(with: "</".unicodeScalars) {
        let end = take { $0 != ">" }.dropFirst(2)
        rest.removeFirst()
        guard String(end) == parent else { throw Mistake(description: "</\(end)> closes <\(parent)>") }
        return nodes
      }
      if rest.starts(with: "<!".unicodeScalars) {
        _ = take { $0 != ">" }
        rest.removeFirst()
        continue
      }
      nodes.append(.element(try element()))
    }
    guard parent.isEmpty else { throw Mistake(description: "<\(parent)> is not closed") }
    return nodes
  }

  private mutating func element() throws(Mistake) -> Element {
    rest.removeFirst()
    var element = Element(name: take { $0.properties.isAlphabetic || ("0"..."9").contains($0) })
    guard !element.name.isEmpty else { throw Mistake(description: "a < that begins no element") }
    while true {
      _ = take(while: \.properties.isWhitespace)
      if rest.starts(with: "/>".unicodeScalars) {
        rest.removeFirst(2)
        return element
      }
      guard let next = rest.first else { throw Mistake(description: "<\(element.name) does not end") }
      if next == ">" { break }
      let name = take { !$0.properties.isWhitespace && !"=>/\"".unicodeScalars.contains($0) }
      guard !name.isEmpty else { throw Mistake(description: "\(next) in <\(element.name)") }
      guard element.attributes[name] == nil else { throw Mistake(description: "two \(name) in <\(element.name)") }
      guard rest.starts(with: "=\"".unicodeScalars) else {
        element.attributes[name] = ""
        continue
      }
      rest.removeFirst(2)
      element.attributes[name] = Self.decoded(take { $0 != "\"" })
      rest.removeFirst()
    }
    rest.removeFirst()
    if Self.void.contains(element.name) { return element }
    if element.name == "script" {
      var source = ""
      while !rest.isEmpty, !rest.starts(with: "</script>".unicodeScalars) {
        source.unicodeScalars.append(rest.removeFirst())
      }
      rest = rest.dropFirst("</script>".count)
      element.children = [.text(source)]
      return element
    }
    element.children = try children(of: element.name)
    return element
  }

  private mutating func take(while isWanted: (Unicode.Scalar) -> Bool) -> String {
    let taken = rest.prefix(while: isWanted)
    rest = rest.dropFirst(taken.count)
    return String(Substring(taken))
  }

  private static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var parts = text.split(separator: "&", omittingEmptySubsequences: false).map { String($0) }
    for place in parts.indices.dropFirst() {
      let name = String(parts[place].prefix { $0 != ";" })
      parts[place] = (names[name] ?? "&\(name);") + parts[place].dropFirst(name.count + 1)
    }
    return parts.joined()
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
