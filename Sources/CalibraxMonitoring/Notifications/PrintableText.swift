/// A text for a line that people read: without characters that a terminal would obey or that end a line, and cut with `…`
/// behind so many scalars.
public func printable(_ text: String, limit: Int) -> String {
  var result = String.UnicodeScalarView()
  for (count, scalar) in text.unicodeScalars.enumerated() {
    guard count < limit else {
      result.append("…")
      break
    }
    switch scalar.properties.generalCategory {
    case .control where scalar == "\n" || scalar == "\t" || scalar == "\r": result.append(" ")
    case .control, .lineSeparator, .paragraphSeparator, .format: result.append("\u{FFFD}")
    default: result.append(scalar)
    }
  }
  return String(result)
}
