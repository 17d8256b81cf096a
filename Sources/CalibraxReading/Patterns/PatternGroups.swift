extension PatternParser {
  /// The group that was opened; `nil` for a comment, or flags for all.
  mutating func group(from start: Int, mayHaveFlags: Bool) throws(Pattern.Fault) -> PatternSyntax? {
    let outer = flags
    var isFirst = false
    if take("?") {
      switch take() {
      case ":": break
      case "#":
        guard try takeComment(to: ")") else { throw fault(from: start, count: 1, "is not closed; add \")\"") }
        return nil
      case "<" where next == "=" || next == "!":
        _ = take()
        throw unsupported("lookbehind", from: start, instead: "take what stands before into the match")
      case "<":
        try takeName()
        isFirst = count()
      case "P" where next == "<":
        _ = take()
        try takeName()
        isFirst = count()
      case "P" where next == "=":
        _ = take()
        throw unsupported("a reference to a group", from: start, instead: "write out what it refers to")
      case "=", "!": throw unsupported("lookahead", from: start, instead: "take what follows into the match")
      case ">": throw unsupported("an atomic group", from: start, instead: "write (?:…), which costs no more here")
      case "(": throw unsupported("a conditional group", from: start, instead: "write both cases, with |")
      default:
        goBack(to: start + 2)
        if try takeFlags(from: start) {
          guard mayHaveFlags else {
            throw fault(from: start, "is not at the start; move it there, or write (?…:…) for a part")
          }
          return nil
        }
      }
    } else {
      isFirst = count()
    }
    guard depth < Self.depthLimit else {
      throw fault(from: start, count: 1, "is nested deeper than \(Self.depthLimit) groups; leave out some of them")
    }
    depth += 1
    let content = try alternatives()
    depth -= 1
    try close(from: start)
    flags = outer
    return isFirst ? .group(content) : content
  }

  /// Counts a group; whether it is the first.
  private mutating func count() -> Bool {
    groupCount += 1
    return groupCount == 1
  }

  private mutating func close(from start: Int) throws(Pattern.Fault) {
    guard take(")") else {
      throw fault(from: start, count: 1, "is not closed; add \")\", or write \"\\(\" for a parenthesis")
    }
  }

  private mutating func takeName() throws(Pattern.Fault) {
    let start = position
    let name = take { $0 != ">" && $0 != ")" }
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart,
      name.unicodeScalars.allSatisfy(\.properties.isXIDContinue), next == ">"
    else {
      throw fault(from: start, "is no name of a group; give one of letters, digits and \"_\", and end it with \">\"")
    }
    guard groupNames.insert(name).inserted else {
      throw fault(from: start, "is the name of another group already; give it a different one")
    }
    _ = take(">")
  }

  private func unsupported(_ what: String, from start: Int, instead: String) -> Pattern.Fault {
    fault(from: start, "is \(what), which is not supported; \(instead)")
  }
}
