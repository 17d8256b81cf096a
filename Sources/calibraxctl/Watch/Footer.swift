/// The last line of a live view: what can be typed, and what is shown of the lines there are.
struct Footer: Equatable {
  var isConnected = true
  /// Whether keys can be typed.
  var hasKeys = true
  /// The lines that are shown, and how many there are.
  var first = 0
  var last = 0
  var count = 0

  func line(width: Int) -> StyledText {
    var line = isConnected ? StyledText() : StyledText("reconnecting…  ", .yellow)
    line += StyledText(hasKeys ? "q quit" : "^C quit", .faint)
    if last - first < count {
      line += StyledText((hasKeys ? "  ↑↓ scroll" : "") + "  \(first + 1)–\(last) of \(count)", .faint)
    }
    return line.truncated(to: width)
  }
}
