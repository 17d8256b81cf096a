import CalibraxModel

/// A text from anywhere as Markdown that shows it as it is: it ends no cell or line, is no HTML, link, emphasis or
/// code, and mentions neither people nor issues. What nobody would take for any of that stays the same.
func markdownText(_ text: String) -> String {
  let scalars = Array(printable(text).unicodeScalars)
  var seen = Set<Unicode.Scalar>()
  let repeated = Set(scalars.filter { !seen.insert($0).inserted })
  var result = String.UnicodeScalarView()
  for place in scalars.indices {
    result.append(contentsOf: MarkdownPlace(scalars: scalars, place: place, repeated: repeated).text.unicodeScalars)
  }
  return String(result)
}

/// A scalar among its neighbours, which decide what it means.
private struct MarkdownPlace {
  let scalars: [Unicode.Scalar]
  let place: Int
  /// Those that stand there more than once.
  let repeated: Set<Unicode.Scalar>

  /// What is seen as nothing, and keeps apart what would mean something together.
  private static let separator = "&#8203;"

  /// A neighbour; beyond the ends there are spaces.
  private func neighbour(_ distance: Int) -> Unicode.Scalar {
    scalars.indices.contains(place + distance) ? scalars[place + distance] : " "
  }

  private var isAlone: Bool { !repeated.contains(scalars[place]) }

  var text: String {
    let (before, after) = (neighbour(-1), neighbour(1))
    let text = String(Character(scalars[place]))
    switch scalars[place] {
    case "|", "`": return "\\" + text
    // One begins what nothing ends, and between spaces, as behind the best of a table, none means anything.
    case "*", "~", "$": return isAlone || before == " " && after == " " ? text : "\\" + text
    case "_": return isAlone || before.isWord && after.isWord ? text : "\\_"
    case "\\": return after.isWord ? text : "\\\\"
    case "[": return before == "#" ? "\\[" : text
    case "(": return before == "]" ? "\\(" : text
    case "<": return after.properties.isAlphabetic || ["/", "!", "?"].contains(after) ? "&lt;" : text
    case "&": return after.properties.isAlphabetic || after == "#" ? "&amp;" : text
    case "@": return after.isWord && !before.isWord ? text + Self.separator : text
    case "#": return after.isDigit ? text + Self.separator : text
    case ":": return after == "/" && neighbour(2) == "/" ? text + Self.separator : text
    case ".": return (-3 ... -1).allSatisfy { ["w", "W"].contains(neighbour($0)) } ? Self.separator + text : text
    default: return text
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isWord: Bool { properties.isAlphabetic || isDigit }
}
