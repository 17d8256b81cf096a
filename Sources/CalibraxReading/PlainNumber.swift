extension Double {
  /// The number of a text in decimal digits with a sign, a point and an exponent; `nil` for anything else, also words
  /// for what is not finite and separated thousands.
  public init?(plain text: some StringProtocol) {
    guard text.utf8.allSatisfy({ Self.plainCharacters.contains($0) }), let value = Double(text) else { return nil }
    self = value
  }

  private static let plainCharacters = Set("0123456789.+-eE".utf8)
}
