import CalibraxReading

extension HTML {
  /// Elements that texts of other people may use.
  private static let elements: Set<String> = [
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr", "i", "kbd",
    "li",
    "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u",
    "ul",
  ]
  /// Those that have no end.
  private static let empties: Set<String> = ["br", "hr"]
  /// Those whose content is no text for people.
  private static let dropped: Set<String> = ["script", "style", "title", "textarea", "template", "noscript", "iframe"]
  /// What links may lead to.
  private static let schemes = ["http://", "https://", "mailto:"]
  /// How deep elements may lie in others: browsers stop too, somewhere.
  private static let depth = 100

  /// Markup that somebody else wrote: few elements without attributes, links to the web, and everything else as text.
  /// Every element ends within it.
  public init(untrusted source: String) {
    var scanner = TagScanner(source)
    var result = HTML.empty
    var open: [String] = []
    while let part = scanner.next(skipping: Self.dropped) {
      switch part {
      case .text(let text): result += "\(Self.decoded(text))"
      case .start(let name, let attributes):
        guard Self.elements.contains(name) else { continue }
        if !Self.empties.contains(name) {
          guard open.count < Self.depth else { continue }
          open.append(name)
        }
        result += name == "a" ? Self.link(attributes["href"]) : HTML(sound: "<\(name)>")
      case .end(let name):
        guard let place = open.lastIndex(of: name) else { continue }
        for name in open[place...].reversed() { result += HTML(sound: "</\(name)>") }
        open.removeSubrange(place...)
      }
    }
    for name in open.reversed() { result += HTML(sound: "</\(name)>") }
    self = result
  }

  private static func link(_ target: String?) -> HTML {
    let target = decoded(target ?? "").trimmed
    guard schemes.contains(where: { target.lowercased().hasPrefix($0) }) else { return "<a>" }
    return "<a href=\"\(target)\" rel=\"noreferrer noopener nofollow\">"
  }

  /// The few characters that people write by their names, so that they are not escaped twice.
  private static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let names = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{A0}"), ("&amp;", "&")]
    return names.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
