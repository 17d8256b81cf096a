/// Arithmetic on the metrics of a row: `'Performance' / 'Peak_Flops'`.
///
/// Names of letters, digits, `_` and `.` stand for themselves, others in quotes; `+`, `-`, `*`, `/`, a sign and
/// parentheses are as in arithmetic.
public struct Formula: Sendable {
  /// A step on a stack of numbers.
  private enum Step: Sendable {
    case number(Double)
    case metric(String)
    case negate
    case operation(UInt8)
  }

  private var steps: [Step] = []
  /// The metrics that it uses, each once.
  public private(set) var names: [String] = []

  /// Why a text is no formula.
  public struct Fault: Error, Equatable, Sendable {
    /// What is wrong, as a sentence.
    public var message: String

    /// A reason.
    public init(message: String) {
      self.message = message
    }
  }

  /// Reads a formula.
  public init(_ text: String) throws(Fault) {
    var reader = FormulaReader(text)
    try expression(&reader, depth: 0)
    if let rest = reader.rest { throw Fault(message: "there is an operator missing before \(rest)") }
  }

  /// What it comes to: `nil` where a metric has no number, or for a division by zero.
  ///
  /// - Parameter value: The number of a metric.
  public func value(_ value: (String) -> Double?) -> Double? {
    var stack: [Double] = []
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .metric(let name):
        guard let number = value(name) else { return nil }
        stack.append(number)
      case .negate: stack[stack.count - 1].negate()
      case .operation(let sign):
        let right = stack.removeLast()
        let left = stack.removeLast()
        switch sign {
        case UInt8(ascii: "+"): stack.append(left + right)
        case UInt8(ascii: "-"): stack.append(left - right)
        case UInt8(ascii: "*"): stack.append(left * right)
        default:
          if right == 0 { return nil }
          stack.append(left / right)
        }
      }
    }
    return stack.last.flatMap { $0.isFinite ? $0 : nil }
  }

  private mutating func expression(_ reader: inout FormulaReader, depth: Int) throws(Fault) {
    try term(&reader, depth: depth)
    while let sign = reader.take(anyOf: "+-") {
      try term(&reader, depth: depth)
      steps.append(.operation(sign))
    }
  }

  private mutating func term(_ reader: inout FormulaReader, depth: Int) throws(Fault) {
    try factor(&reader, depth: depth)
    while let sign = reader.take(anyOf: "*/") {
      try factor(&reader, depth: depth)
      steps.append(.operation(sign))
    }
  }

  private mutating func factor(_ reader: inout FormulaReader, depth: Int) throws(Fault) {
    var isNegative = false
    while let sign = reader.take(anyOf: "+-") { if sign == UInt8(ascii: "-") { isNegative.toggle() } }
    if depth > 100 { throw Fault(message: "it has more than 100 parentheses inside one another") }
    if reader.take(anyOf: "(") != nil {
      try expression(&reader, depth: depth + 1)
      guard reader.take(anyOf: ")") != nil else {
        throw Fault(message: "a parenthesis is not closed before \(reader.rest ?? "its end")")
      }
    } else if let number = try reader.number() {
      steps.append(.number(number))
    } else if let name = try reader.name() {
      if !names.contains(name) { names.append(name) }
      steps.append(.metric(name))
    } else {
      throw Fault(message: "a metric or number is missing before \(reader.rest ?? "its end")")
    }
    if isNegative { steps.append(.negate) }
  }
}

/// The words of a formula.
private struct FormulaReader {
  private var bytes: Substring.UTF8View

  init(_ text: String) {
    bytes = Substring(text).utf8
  }

  /// What was not read, quoted; `nil` at the end.
  var rest: String? {
    mutating get {
      skipSpace()
      return bytes.isEmpty ? nil : "\"\(Substring(bytes))\""
    }
  }

  mutating func take(anyOf signs: StaticString) -> UInt8? {
    skipSpace()
    guard let byte = bytes.first, "\(signs)".utf8.contains(byte) else { return nil }
    bytes.removeFirst()
    return byte
  }

  mutating func number() throws(Formula.Fault) -> Double? {
    skipSpace()
    guard let byte = bytes.first, isDigit(byte) || byte == UInt8(ascii: ".") else { return nil }
    var text: [UInt8] = []
    while let byte = bytes.first,
      isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ".") || isSign(byte, behind: text)
    {
      text.append(byte)
      bytes.removeFirst()
    }
    let word = String(decoding: text, as: UTF8.self)
    guard text.last.map({ isDigit($0) || $0 == UInt8(ascii: ".") }) == true,
      !word.contains(where: { "xXpP".contains($0) }),
      let number = Double(word)
    else { throw Formula.Fault(message: "\"\(word)\" is no number; put names that begin with a digit in quotes") }
    return number
  }

  mutating func name() throws(Formula.Fault) -> String? {
    skipSpace()
    guard let first = bytes.first else { return nil }
    if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
      let behind = bytes.dropFirst()
      guard let end = behind.firstIndex(of: first) else {
        throw Formula.Fault(message: "a quote is not closed: \(Substring(bytes))")
      }
      bytes = bytes[behind.index(after: end)...]
      return String(Substring(behind[..<end]))
    }
    guard isLetter(first) else { return nil }
    let word = bytes.prefix { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: ".") }
    bytes = bytes[word.endIndex...]
    return String(Substring(word))
  }

  private mutating func skipSpace() {
    while let byte = bytes.first, byte == 0x20 || (0x09...0x0D).contains(byte) { bytes.removeFirst() }
  }

  /// The sign of an exponent: `1e-3`.
  private func isSign(_ byte: UInt8, behind text: [UInt8]) -> Bool {
    (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")) && text.last.map { $0 | 0x20 == UInt8(ascii: "e") } == true
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// A letter of any alphabet, or `_`.
  private func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
