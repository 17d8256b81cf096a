/// A scalar that may be a number.
struct NumberText {
  private let text: [UInt8]
  /// Where the digits begin, after a sign.
  private let start: Int
  private let isNegative: Bool

  init(_ text: String) {
    self.text = Array(text.utf8)
    let sign = self.text.first
    isNegative = sign == UInt8(ascii: "-")
    start = isNegative || sign == UInt8(ascii: "+") ? 1 : 0
  }

  /// The integer or number that this is.
  var content: YAMLNode.Content? { integer ?? number.map { .number($0) } }

  // MARK: Integers

  /// The integer, or the number nearest to one that is too large.
  var integer: YAMLNode.Content? {
    let digits = text[start...]
    guard let first = digits.first else { return nil }
    if first == UInt8(ascii: "0"), digits.count > 1 {
      switch digits[start + 1] {
      case UInt8(ascii: "b"): return power(of: 1, digits.dropFirst(2))
      case UInt8(ascii: "x"): return power(of: 4, digits.dropFirst(2))
      default: return power(of: 3, digits.dropFirst())
      }
    }
    let end = endOfDigits(from: start)
    guard end > start else { return nil }
    if end == text.count { return decimal }
    guard first != UInt8(ascii: "0"), endOfSixtieths(from: end) == text.count else { return nil }
    return sixtieths
  }

  private var decimal: YAMLNode.Content {
    let digits = String(decoding: text.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    return Int(digits).map { .integer($0) } ?? .number(Double(digits) ?? .nan)
  }

  /// An integer whose digits stand for some bits each.
  private func power(of bits: Int, _ digits: ArraySlice<UInt8>) -> YAMLNode.Content? {
    var mantissa: UInt64 = 0
    var exponent = 0
    var count = 0
    for byte in digits where byte != UInt8(ascii: "_") {
      guard let digit = UInt64(hexadecimal: byte), digit < 1 << UInt64(bits) else { return nil }
      count += 1
      if mantissa < 1 << 60 {
        mantissa = mantissa << UInt64(bits) | digit
      } else {
        // What is below the bits of a double decides in which direction it is rounded, no more.
        exponent += bits
        if digit != 0 { mantissa |= 1 }
      }
    }
    // `0_` is zero.
    guard count > 0 || bits == 3 else { return nil }
    if exponent == 0, mantissa <= UInt64(Int.max) { return .integer(isNegative ? -Int(mantissa) : Int(mantissa)) }
    if exponent == 0, isNegative, mantissa == Int.min.magnitude { return .integer(.min) }
    let magnitude = Double(sign: .plus, exponent: exponent, significand: Double(mantissa))
    return .number(isNegative ? -magnitude : magnitude)
  }

  /// `1:30`: each part counts sixty times the next.
  private var sixtieths: YAMLNode.Content {
    var value: Int? = 0
    for part in parts {
      guard let digit = Int(part), let whole = value else {
        value = nil
        break
      }
      let (product, isOver) = whole.multipliedReportingOverflow(by: 60)
      let (sum, isAbove) = product.addingReportingOverflow(digit)
      value = isOver || isAbove ? nil : sum
    }
    if let value { return .integer(isNegative ? -value : value) }
    return .number(sixtiethsAsNumber)
  }

  // MARK: Numbers with a point

  /// The number with a point.
  var number: Double? {
    guard start < text.count else { return nil }
    if text[start] == UInt8(ascii: ".") {
      switch String(decoding: text[start...].dropFirst(), as: UTF8.self) {
      case "inf", "Inf", "INF": return isNegative ? -.infinity : .infinity
      case "nan", "NaN", "NAN": return start == 0 ? .nan : nil
      default: break
      }
      guard start == 0, text.count > 1, isDigit(1) else { return nil }
      return endOfExponent(from: endOfDigits(from: 1)) == text.count ? float : nil
    }
    guard isDigit(start) else { return nil }
    var end = endOfDigits(from: start)
    let colon = end
    end = endOfSixtieths(from: end)
    guard end < text.count, text[end] == UInt8(ascii: ".") else { return nil }
    end += 1
    while end < text.count, isDigit(end) || text[end] == UInt8(ascii: "_") { end += 1 }
    if text[colon] == UInt8(ascii: ":") { return end == text.count ? sixtiethsAsNumber : nil }
    return endOfExponent(from: end) == text.count ? float : nil
  }

  /// What Python makes a float of where a tag asks for one.
  var anyNumber: Double? {
    if let number { return number }
    let end = endOfDigits(from: start)
    if end > start, endOfSixtieths(from: end) == text.count { return end == text.count ? float : sixtiethsAsNumber }
    let isDecimal = text.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isDecimal && start < text.count && (isDigit(start) || text[start] == UInt8(ascii: ".")) ? float : nil
  }

  private var float: Double? {
    Double(String(decoding: text.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
  }

  private var sixtiethsAsNumber: Double {
    var value = 0.0
    var base = 1.0
    for part in parts.reversed() {
      value += (Double(part) ?? .nan) * base
      base *= 60
    }
    return isNegative ? -value : value
  }

  // MARK: Pieces

  private var parts: [String] {
    text[start...].split(separator: UInt8(ascii: ":")).map { part in
      String(decoding: part.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    }
  }

  private func isDigit(_ position: Int) -> Bool { text[position] &- UInt8(ascii: "0") < 10 }

  /// Where digits end, and underscores among them; they begin with a digit.
  private func endOfDigits(from start: Int) -> Int {
    guard start < text.count, isDigit(start) else { return start }
    return text[start...].firstIndex { $0 &- UInt8(ascii: "0") >= 10 && $0 != UInt8(ascii: "_") } ?? text.count
  }

  /// Where `:30` ends, as often as it stands there.
  private func endOfSixtieths(from start: Int) -> Int {
    var end = start
    while end + 1 < text.count, text[end] == UInt8(ascii: ":"), isDigit(end + 1) {
      let isPair = text[end + 1] < UInt8(ascii: "6") && end + 2 < text.count && isDigit(end + 2)
      end += isPair ? 3 : 2
    }
    return end
  }

  /// Where `e+3` ends; its sign must be there.
  private func endOfExponent(from start: Int) -> Int {
    guard start + 2 < text.count, text[start] | 0x20 == UInt8(ascii: "e"),
      text[start + 1] == UInt8(ascii: "+") || text[start + 1] == UInt8(ascii: "-")
    else { return start }
    return text[(start + 2)...].firstIndex { $0 &- UInt8(ascii: "0") >= 10 } ?? text.count
  }
}

extension UInt64 {
  /// The value of a digit.
  init?(hexadecimal digit: UInt8) {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self = UInt64(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self = UInt64(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self = UInt64(digit - UInt8(ascii: "A") + 10)
    default: return nil
    }
  }
}
