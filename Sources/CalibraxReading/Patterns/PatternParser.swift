/// Reads what a pattern says, in the syntax of Python's `re`.
struct PatternParser {
  /// So many characters a pattern may have.
  static let lengthLimit = 4096
  /// So deep its groups may be nested.
  static let depthLimit = 100

  /// Something in a sequence, and whether it may be repeated.
  private enum Part {
    case item(PatternSyntax)
    case assertion(PatternAssertion)
    case repetition(PatternSyntax)

    var syntax: PatternSyntax {
      switch self {
      case .item(let syntax), .repetition(let syntax): syntax
      case .assertion(let assertion): .assertion(assertion)
      }
    }
  }

  private let scalars: [Unicode.Scalar]
  /// The offset of the next character.
  private(set) var position = 0
  var flags = PatternFlags()
  var depth = 0
  var groupCount = 0
  var groupNames: Set<String> = []

  /// What a pattern says.
  static func parse(_ text: String) throws(Pattern.Fault) -> PatternSyntax {
    var parser = PatternParser(scalars: Array(text.unicodeScalars))
    guard parser.scalars.count <= lengthLimit else {
      throw Pattern.Fault(
        message: "it has \(parser.scalars.count) characters, more than \(lengthLimit); use several shorter ones")
    }
    let syntax = try parser.alternatives()
    if parser.next != nil {
      throw parser.fault(from: parser.position, count: 1, "closes nothing; write \"\\)\" for a parenthesis")
    }
    return syntax
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  // MARK: Characters

  /// The next character; `nil` at the end.
  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  /// Takes the next character.
  mutating func take() -> Unicode.Scalar? {
    guard let next else { return nil }
    position += 1
    return next
  }

  /// Takes the next character if it is this one.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  /// Takes characters as long as they are of some kind, at most so many.
  mutating func take(upTo count: Int = .max, while isOne: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while position - start < count, let next, isOne(next) { position += 1 }
    return text(from: start)
  }

  /// Goes back to an offset.
  mutating func goBack(to position: Int) {
    self.position = position
  }

  /// What was read since an offset.
  func text(from start: Int) -> String {
    String(String.UnicodeScalarView(scalars[start..<position]))
  }

  /// What is wrong with what was read since an offset, or with so many characters there.
  func fault(from start: Int, count: Int? = nil, _ message: String) -> Pattern.Fault {
    let end = min(scalars.count, count.map { start + $0 } ?? position)
    let text = String(String.UnicodeScalarView(scalars[start..<end]))
    return Pattern.Fault(message: "\"\(text)\" at character \(start + 1) \(message)")
  }

  // MARK: Syntax

  /// All up to the end or a parenthesis that closes.
  mutating func alternatives() throws(Pattern.Fault) -> PatternSyntax {
    var branches = [try sequence(mayHaveFlags: depth == 0)]
    while take("|") { branches.append(try sequence(mayHaveFlags: false)) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence(mayHaveFlags: Bool) throws(Pattern.Fault) -> PatternSyntax {
    var parts: [Part] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if flags.isVerbose, try takeComment() { continue }
      let start = position
      if let repetition = try repetition() {
        parts.append(.repetition(try repeated(parts.popLast(), repetition, from: start)))
      } else if let part = try part(mayHaveFlags: mayHaveFlags && parts.isEmpty) {
        parts.append(part)
      }
    }
    let said = parts.map(\.syntax).filter { !$0.isNothing }
    return said.count == 1 ? said[0] : .sequence(said)
  }

  /// Takes white space, or a comment to the end of its line.
  private mutating func takeComment() throws(Pattern.Fault) -> Bool {
    if take("#") {
      _ = try takeComment(to: "\n")
      return true
    }
    return !take { " \t\n\r\u{B}\u{C}".unicodeScalars.contains($0) }.isEmpty
  }

  /// Takes a comment with the character that ends it, unless a backslash stands before that; whether there is one.
  mutating func takeComment(to end: Unicode.Scalar) throws(Pattern.Fault) -> Bool {
    while let scalar = take() {
      if scalar == end { return true }
      if scalar == "\\", take() == nil { throw fault(from: position - 1, "escapes nothing; remove it") }
    }
    return false
  }

  private func repeated(
    _ part: Part?, _ repetition: PatternRepetition, from start: Int
  ) throws(Pattern.Fault) -> PatternSyntax {
    switch part {
    case .item(let syntax):
      return syntax.isNothing || repetition.most == 0 ? .nothing : .repetition(syntax, repetition)
    case .repetition:
      throw fault(from: start, "repeats what is repeated already; put that into a group, (?:…)")
    case .assertion, nil:
      throw fault(from: start, "has nothing before it to repeat; write \"\\\(scalars[start])\" for the character")
    }
  }

  /// The next part; `nil` for a comment or flags.
  private mutating func part(mayHaveFlags: Bool) throws(Pattern.Fault) -> Part? {
    let start = position
    switch take() {
    case "(": return try group(from: start, mayHaveFlags: mayHaveFlags).map { .item($0) }
    case "[": return .item(.scalars(flags.set(try characterClass(from: start))))
    case ".": return .item(.scalars(flags.isDotAll ? ScalarSet().negated : ScalarSet("\n").negated))
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .lastLineEnd)
    case "\\":
      switch try escape(from: start) {
      case .scalar(let scalar): return .item(.scalars(flags.set(ScalarSet(scalar))))
      case .kind(let kind, let isNegated):
        let set = ScalarSet(kinds: kind)
        return .item(.scalars(isNegated ? set.negated : set))
      case .assertion(let assertion): return .assertion(assertion)
      }
    case let scalar?: return .item(.scalars(flags.set(ScalarSet(scalar))))
    case nil: return nil
    }
  }
}
