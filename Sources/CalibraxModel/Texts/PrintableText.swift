/// A text without characters that a terminal would obey or that end a line.
///
/// - Parameter hasLines: Whether line ends and tabs stay.
public func printable(_ text: String, hasLines: Bool = false) -> String {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  func isReplaced(_ scalar: Unicode.Scalar) -> Bool { scalar.isControl && !(hasLines && scalar.isLayout) }
  guard text.unicodeScalars.contains(where: isReplaced) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { isReplaced($0) ? "\u{FFFD}" : $0 }))
}

/// The same for a line, with spaces for white space and cut with `…` behind so many scalars.
public func printable(_ text: String, limit: Int) -> String {
  var line = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(limit) { line.append(scalar.isLayout ? " " : scalar) }
  return printable(String(line)) + (text.unicodeScalars.count > limit ? "…" : "")
}

extension Unicode.Scalar {
  fileprivate var isLayout: Bool { self == "\n" || self == "\t" || self == "\r" }

  fileprivate var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .format: true
    default: false
    }
  }
}
