extension PatternParser {
  /// How often what stands before is repeated; `nil` where nothing says so.
  mutating func repetition() throws(Pattern.Fault) -> PatternRepetition? {
    let start = position
    var repetition: PatternRepetition
    switch take() {
    case "*": repetition = PatternRepetition(least: 0)
    case "+": repetition = PatternRepetition(least: 1)
    case "?": repetition = PatternRepetition(least: 0, most: 1)
    case "{":
      guard let counted = try counts(from: start) else { fallthrough }
      repetition = counted
    default:
      goBack(to: start)
      return nil
    }
    repetition.isLazy = take("?")
    if !repetition.isLazy, take("+") {
      throw fault(
        from: start,
        "is a possessive quantifier, which is not supported; leave out the last \"+\", it costs no more here")
    }
    return repetition
  }

  /// The counts between braces; `nil` where it is none, and the braces stand for themselves.
  private mutating func counts(from start: Int) throws(Pattern.Fault) -> PatternRepetition? {
    if next == "}" { return nil }
    let least = take { ("0"..."9").contains($0) }
    let most = take(",") ? take { ("0"..."9").contains($0) } : least
    guard take("}") else { return nil }
    let limit = PatternCompiler.limit
    guard let least = least.isEmpty ? 0 : Int(least), least <= limit,
      let most = most.isEmpty ? .some(nil) : Int(most).map(Optional.some), most ?? 0 <= limit
    else { throw fault(from: start, "repeats more than \(limit) times; repeat less often") }
    if let most, most < least {
      throw fault(from: start, "repeats at least \(least) and at most \(most) times; exchange the numbers")
    }
    return PatternRepetition(least: least, most: most)
  }
}
