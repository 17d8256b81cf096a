extension Double {
  /// The number that a tool writes as a text: decimal, with a sign, an exponent, `,` between thousands, or a word for
  /// what is not finite. `nil` for anything else: hexadecimal digits, units, several numbers.
  public init?(lenient text: some StringProtocol) {
    let text = text.trimmed
    if let word = Self.word(text) {
      self = word
      return
    }
    let plain = text.contains(",") ? Self.withoutThousands(text) : text
    guard let plain, plain.utf8.allSatisfy({ Self.characters.contains($0) }), let value = Double(plain) else {
      return nil
    }
    self = value
  }

  /// The number in a cell of a table. Where commas separate no cells, people who set `;` or tabs between them have a
  /// decimal comma; with a point beside it, nothing says which is which.
  public init?(cell: String, separatedBy separator: UInt8) {
    guard separator != UInt8(ascii: ","), cell.contains(",") else {
      self.init(lenient: cell)
      return
    }
    let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !cell.contains(".") else { return nil }
    self.init(lenient: parts.joined(separator: "."))
  }

  /// What `nan`, `-nan(ind)`, `+INF` and their like mean.
  public static func word(_ text: String) -> Double? {
    var word = text.lowercased()[...]
    let isNegative = word.hasPrefix("-")
    if isNegative || word.hasPrefix("+") { word.removeFirst() }
    if word == "inf" || word == "infinity" || word == "1.#inf" { return isNegative ? -.infinity : .infinity }
    let isNaN = word == "nan" || word.hasPrefix("nan(") && word.hasSuffix(")") || word == "1.#ind" || word == "1.#qnan"
    return isNaN ? .nan : nil
  }

  private static let characters = Set("0123456789.+-eE".utf8)

  /// `1,234,567.8` without its commas; `nil` where they stand anywhere else: the one of `0,567` is decimal.
  private static func withoutThousands(_ text: String) -> String? {
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    let first = groups[0].drop { $0 == "-" || $0 == "+" }
    guard (1...3).contains(first.count), first.first != "0", groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return nil
    }
    return groups.joined() + text[whole.endIndex...]
  }
}
