/// The kinds of characters that have an escape, `\d`, `\s` and `\w`, as Python has them for texts.
struct ScalarKinds: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let digit = ScalarKinds(rawValue: 1)
  static let space = ScalarKinds(rawValue: 2)
  static let word = ScalarKinds(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Those of a character.
  init(of scalar: Unicode.Scalar) {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .word
    case .decimalNumber: self = [.digit, .word]
    default:
      self = scalar == "_" || properties.numericType != nil ? .word : []
      // Python takes the four separators of ASCII for white space.
      if properties.isWhitespace || (0x1C...0x1F).contains(scalar.value) { insert(.space) }
    }
  }
}
