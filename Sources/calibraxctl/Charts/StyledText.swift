import CalibraxModel

/// A line of text whose parts have colours, and that knows how many columns it takes.
struct StyledText: Equatable {
  struct Part: Equatable {
    var text: String
    var color: Terminal.Color?
  }

  private(set) var parts: [Part] = []

  /// A text in one colour. What would move the cursor is replaced: names come from anywhere.
  init(_ text: String = "", _ color: Terminal.Color? = nil) {
    if !text.isEmpty { parts = [Part(text: printable(text), color: color)] }
  }

  /// The columns it takes.
  var width: Int { parts.reduce(0) { $0 + columnWidth($1.text) } }

  var isEmpty: Bool { parts.isEmpty }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum += right
    return sum
  }

  static func += (left: inout StyledText, right: StyledText) {
    left.parts += right.parts
  }

  /// As much of it as fits, with `…` where it was cut.
  func truncated(to limit: Int) -> StyledText {
    guard width > limit else { return self }
    var result = StyledText()
    var room = limit
    for part in parts {
      let isWhole = columnWidth(part.text) < room
      let text = isWhole ? part.text : shortened(part.text, to: room, isCut: true)
      result.parts.append(Part(text: text, color: part.color))
      room -= columnWidth(text)
      if !isWhole { break }
    }
    return result
  }

  /// With spaces behind it, up to a width.
  func padded(to width: Int) -> StyledText {
    let missing = width - self.width
    return missing > 0 ? self + StyledText(String(repeating: " ", count: missing)) : self
  }

  /// What a terminal is sent.
  func text(on terminal: Terminal) -> String {
    parts.map { part in part.color.map { terminal.colored(part.text, $0) } ?? part.text }.joined()
  }
}

extension [StyledText] {
  /// The lines as a terminal is sent them, without spaces at their ends.
  func text(on terminal: Terminal) -> String {
    map { line in
      var text = line.text(on: terminal)
      while text.hasSuffix(" ") { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }
}
