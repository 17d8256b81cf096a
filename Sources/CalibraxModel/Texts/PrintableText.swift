/// A text without characters that a terminal would obey or that end a line.
public func printable(_ text: String) -> String {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  guard text.unicodeScalars.contains(where: \.isControl) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isControl ? "\u{FFFD}" : $0 }))
}

/// The same for a line, with spaces for white space and cut with `…` behind so many scalars.
public func printable(_ text: String, limit: Int) -> String {
  var line = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(limit) { line.append(["\n", "\t", "\r"].contains(scalar) ? " " : scalar) }
  return printable(String(line)) + (text.unicodeScalars.count > limit ? "…" : "")
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format: true
    default: false
    }
  }
}
