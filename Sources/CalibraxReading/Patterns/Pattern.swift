/// A regular expression, as people write them for Python: found anywhere in a text unless it is anchored.
///
/// It is found where Python's `re.search` finds it, and its group holds what it holds there, also where repetitions take
/// nothing. But whatever the expression, the time is at most a step for each of its instructions at each character: it
/// cannot hold up whoever evaluates what others wrote.
///
/// What would need more is refused: references to groups, lookaround, conditional and atomic groups, possessive
/// quantifiers. So are `\N{…}`, the flags `a` and `t`, halves of surrogate pairs, and what is too large. On the other
/// hand, `(?<name>…)` is a group as well. `\B` is found in an empty text, as in Python since 3.14. Kinds and cases of
/// characters are those of the Unicode that Swift comes with.
public struct Pattern: Sendable {
  /// The expression as it was written.
  public let text: String
  private let program: PatternProgram

  /// Why a text is no expression.
  public struct Fault: Error, Equatable, Sendable {
    /// What is wrong, as a phrase.
    public var message: String
  }

  /// Reads an expression.
  public init(_ text: String) throws(Fault) {
    self.text = text
    program = try PatternCompiler.program(for: PatternParser.parse(text))
  }

  /// Whether it is found in a text.
  public func isFound(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { PatternMatcher.match(program, in: $0, anyIsEnough: true) != nil }
  }

  /// What its first group holds where it is first found; `nil` where it is not found, or has no group there.
  public func firstGroup(in text: String) -> String? {
    var text = text
    return text.withUTF8 { utf8 in
      PatternMatcher.match(program, in: utf8)?.group.map { String(decoding: utf8[$0], as: UTF8.self) }
    }
  }

  /// Where it is first found, in bytes of UTF-8.
  package func firstMatch(in text: String) -> PatternMatch? {
    var text = text
    return text.withUTF8 { PatternMatcher.match(program, in: $0) }
  }
}
