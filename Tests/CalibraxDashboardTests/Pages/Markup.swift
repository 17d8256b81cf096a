import CalibraxDashboard
import CalibraxModel

/// Markup taken apart as far as tests look at it: its tags, whether they match, and what they say.
struct Markup {
  struct Element {
    var name: String
    var attributes: [String: String] = [:]
    /// What is between its tags, other elements among it.
    var content = ""
    /// Its text, and that of the elements in it.
    var text: String { content.replacing(/<[^>]*>/, with: "").plain }
  }

  /// All elements in the order in which they begin.
  private(set) var elements: [Element] = []
  /// Whether every element ends, and within the one that it is in.
  private(set) var isSound = true
  /// How many elements lie in one another at most.
  private(set) var depth = 0

  private static let empties: Set<String> = ["br", "hr", "meta", "link", "input", "img"]

  init(_ text: String) {
    var open: [(place: Int, start: String.Index)] = []
    var rest = text[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      guard let end = rest[start...].utf8.firstIndex(of: UInt8(ascii: ">")) else {
        isSound = false
        return
      }
      let tag = text[text.index(after: start)..<end]
      rest = text[text.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        guard let last = open.popLast(), elements[last.place].name == tag.dropFirst() else {
          isSound = false
          return
        }
        elements[last.place].content = String(text[last.start..<start])
        continue
      }
      var element = Element(name: String(tag.prefix { !$0.isWhitespace }))
      if tag.utf8.count > element.name.utf8.count {
        for match in tag.matches(of: /([a-zA-Z-]+)(?:="([^"]*)")?/).dropFirst() {
          element.attributes[String(match.1)] = match.2.map { String($0).plain } ?? ""
        }
      }
      elements.append(element)
      if Self.empties.contains(element.name) { continue }
      open.append((elements.count - 1, rest.startIndex))
      depth = max(depth, open.count)
      if element.name == "script", let close = rest.firstRange(of: "</script>") { rest = rest[close.lowerBound...] }
    }
    isSound = isSound && open.isEmpty
  }

  /// The elements of a name.
  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
  /// The element with an id.
  subscript(id: String) -> Element? { elements.first { $0.attributes["id"] == id } }
}

extension String {
  /// Escaped text as it is read.
  var plain: String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#10;", "\n"), ("&#9;", "\t"), ("&amp;", "&")]
      .reduce(self) { $0.replacing($1.0, with: $1.1) }
  }
}

extension Page {
  /// What it shows, taken apart.
  var markup: Markup { Markup(content.markup) }
}
