/// What a pattern says.
indirect enum PatternSyntax: Sendable {
  /// One character.
  case scalars(ScalarSet)
  case assertion(PatternAssertion)
  case sequence([PatternSyntax])
  /// The first of these with which all else is found.
  case alternatives([PatternSyntax])
  /// The first group. Others are not asked for, and stand as what is in them.
  case group(PatternSyntax)
  case repetition(PatternSyntax, PatternRepetition)

  static let nothing = sequence([])

  /// Whether nothing is said.
  var isNothing: Bool { if case .sequence(let parts) = self { parts.isEmpty } else { false } }

  /// Whether it may be found without taking a character.
  var takesNothing: Bool {
    switch self {
    case .scalars: false
    case .assertion: true
    case .sequence(let parts): parts.allSatisfy(\.takesNothing)
    case .alternatives(let branches): branches.contains(where: \.takesNothing)
    case .group(let content): content.takesNothing
    case .repetition(let content, let repetition): repetition.least == 0 || content.takesNothing
    }
  }
}

/// How often something is repeated.
struct PatternRepetition: Sendable {
  var least: Int
  /// Without end where it is `nil`.
  var most: Int?
  /// Whether fewer are better.
  var isLazy = false
}
