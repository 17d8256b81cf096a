/// A pattern for names: `*` stands for any text, `?` for any character, and `\\` before one of the three for itself.
struct Wildcard {
  private enum Part: Equatable {
    case text
    case any
    case character(Character)
  }

  private let parts: [Part]

  /// The pattern that only a name itself matches.
  static func escaped(_ name: String) -> String {
    String(name.flatMap { "*?\\".contains($0) ? ["\\", $0] : [$0] as [Character] })
  }

  init(_ pattern: String) {
    var parts: [Part] = []
    var isEscaped = false
    for character in pattern {
      switch character {
      case "\\" where !isEscaped:
        isEscaped = true
        continue
      case "*" where !isEscaped: parts.append(.text)
      case "?" where !isEscaped: parts.append(.any)
      default: parts.append(.character(character))
      }
      isEscaped = false
    }
    if isEscaped { parts.append(.character("\\")) }
    self.parts = parts
  }

  /// Whether a name is one that the pattern stands for. Where a `*` fits too early it takes one character more.
  func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (part, place) = (0, 0)
    var last: (part: Int, place: Int)?
    while place < name.count {
      if part < parts.count, parts[part] == .text {
        last = (part, place)
        part += 1
      } else if part < parts.count, parts[part] == .any || parts[part] == .character(name[place]) {
        part += 1
        place += 1
      } else if let (star, start) = last {
        last = (star, start + 1)
        (part, place) = (star + 1, start + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .text }
  }
}
