/// A scalar that may be a date, or a date with a time.
enum TimestampText {
  /// Whether the text is written as a timestamp: `2024-06-01`, `2024-6-1 7:30:00.5 +02:00`.
  static func isTimestamp(_ text: String) -> Bool {
    var rest = Substring(text)
    guard rest.takeDigits(4...4), rest.take("-"), rest.takeDigits(1...2), rest.take("-"), rest.takeDigits(1...2) else {
      return false
    }
    if rest.isEmpty { return true }
    if !rest.take("T") && !rest.take("t") && !rest.takeBlanks() { return false }
    guard rest.takeDigits(1...2), rest.take(":"), rest.takeDigits(2...2), rest.take(":"), rest.takeDigits(2...2) else {
      return false
    }
    if rest.take(".") { rest.takeDigits(0...Int.max) }
    if rest.isEmpty { return true }
    rest.takeBlanks()
    if rest.take("Z") { return rest.isEmpty }
    guard rest.take("+") || rest.take("-"), rest.takeDigits(1...2) else { return false }
    return rest.isEmpty || rest.take(":") && rest.takeDigits(2...2) && rest.isEmpty
  }
}

extension Substring {
  fileprivate mutating func take(_ character: Character) -> Bool {
    guard first == character else { return false }
    removeFirst()
    return true
  }

  @discardableResult
  fileprivate mutating func takeDigits(_ count: ClosedRange<Int>) -> Bool {
    let digits = prefix(Swift.min(count.upperBound, self.count)).prefix { $0.isASCII && $0.isNumber }.count
    guard digits >= count.lowerBound else { return false }
    removeFirst(digits)
    return true
  }

  @discardableResult
  fileprivate mutating func takeBlanks() -> Bool {
    let blanks = prefix { $0 == " " || $0 == "\t" }.count
    removeFirst(blanks)
    return blanks > 0
  }
}
