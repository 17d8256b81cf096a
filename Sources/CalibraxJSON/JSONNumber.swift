import Glibc

/// A number as it was written, so that one of any size or precision comes back unchanged.
public struct JSONNumber: Sendable {
  /// The literal, or `NaN`, `Infinity`, `-Infinity`.
  public let text: String

  init(text: String) {
    self.text = text
  }

  /// A number written as an integer.
  public init(_ value: Int) {
    text = String(value)
  }

  /// A number written in the shortest form that reads back as the same double.
  public init(_ value: Double) {
    text = value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : value.description
  }

  /// The nearest double.
  public var double: Double {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: Double(text) ?? .nan
    }
  }
}

extension JSONNumber: Equatable {
  /// Numbers are equal when they are written alike or denote the same double.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.text == right.text || left.double == right.double
  }
}

extension JSONView {
  /// The number as the nearest double (IEEE 754, ties to even). `nil` for anything but a number.
  ///
  /// Up to 19 digits and a small power of ten need one exact division or multiplication (Clinger, "How to read
  /// floating point numbers accurately", 1990); everything else is left to the C library.
  public var double: Double? {
    guard kind == .number else { return nil }
    let text = text
    var position = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    if isNegative { position = 1 }
    switch text[position] {
    case UInt8(ascii: "N"): return .nan
    case UInt8(ascii: "I"): return isNegative ? -.infinity : .infinity
    default: break
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    while position < text.count, text[position] &- UInt8(ascii: "0") < 10 {
      mantissa = mantissa &* 10 &+ UInt64(text[position] & 0x0F)
      digits += 1
      position += 1
    }
    if position < text.count, text[position] == UInt8(ascii: ".") {
      position += 1
      while position < text.count, text[position] &- UInt8(ascii: "0") < 10 {
        mantissa = mantissa &* 10 &+ UInt64(text[position] & 0x0F)
        digits += 1
        exponent -= 1
        position += 1
      }
    }
    exponent += Self.exponent(text, at: position)
    guard digits <= 19 else { return libraryDouble() }
    let magnitude: Double
    if mantissa <= 1 << 53, (-22...22).contains(exponent) {
      magnitude = exponent < 0 ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
    } else if (-19...0).contains(exponent) {
      magnitude = Self.quotient(mantissa, integerPowersOfTen[-exponent])
    } else {
      return libraryDouble()
    }
    return isNegative ? -magnitude : magnitude
  }

  /// The exponent that begins at an `e`, or 0 at the end; one that no text can make up for is cut off.
  @inline(__always)
  private static func exponent(_ text: Span<UInt8>, at start: Int) -> Int {
    guard start < text.count else { return 0 }
    var position = start + 1
    let isMinus = text[position] == UInt8(ascii: "-")
    if isMinus || text[position] == UInt8(ascii: "+") { position += 1 }
    var written = 0
    while position < text.count {
      written = min(written * 10 + Int(text[position] & 0x0F), 1 << 40)
      position += 1
    }
    return isMinus ? -written : written
  }

  /// The double nearest to a quotient of two integers, neither of which is zero.
  ///
  /// Both are shifted until their highest bit is set, so that the integer quotient has 63 bits or 64; the lowest stands
  /// for everything below it as well. Rounding those to a double is then the only rounding there is.
  private static func quotient(_ dividend: UInt64, _ divisor: UInt64) -> Double {
    let above = dividend << UInt64(dividend.leadingZeroBitCount)
    let below = divisor << UInt64(divisor.leadingZeroBitCount)
    let (quotient, remainder) = below.dividingFullWidth((above >> 1, above << 63))
    let exponent = divisor.leadingZeroBitCount - dividend.leadingZeroBitCount - 63
    return Double(sign: .plus, exponent: exponent, significand: Double(quotient | (remainder == 0 ? 0 : 1)))
  }

  private func libraryDouble() -> Double {
    text.withUnsafeBufferPointer { digits in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: digits.count + 1) { buffer in
        for (offset, digit) in digits.enumerated() { buffer[offset] = CChar(bitPattern: digit) }
        buffer[digits.count] = 0
        guard let start = buffer.baseAddress else { return .nan }
        return strtod(start, nil)
      }
    }
  }

  /// The number as an integer; `nil` if it is not one, or is out of range. `2.0` is one, as JSON has it.
  public var integer: Int? {
    guard kind == .number else { return nil }
    return writtenInteger ?? exactInteger()
  }

  /// The number as an integer if it is written as one, so that writing it again gives the same text. `nil` for anything
  /// else, `-0` too.
  public var writtenInteger: Int? {
    guard kind == .number else { return nil }
    let text = text
    let isNegative = text[0] == UInt8(ascii: "-")
    var value = 0
    for position in (isNegative ? 1 : 0)..<text.count {
      let digit = Int(text[position]) - Int(UInt8(ascii: "0"))
      guard (0..<10).contains(digit) else { return nil }
      let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
      // Downwards, for there is one more negative integer.
      let (next, isBelow) = tens.subtractingReportingOverflow(digit)
      if isOver || isBelow { return nil }
      value = next
    }
    if isNegative { return value == 0 ? nil : value }
    return value == .min ? nil : -value
  }

  /// An integer with a point or an exponent. Its digits are counted: a double would round some of them away.
  private func exactInteger() -> Int? {
    let text = text
    let isNegative = text[0] == UInt8(ascii: "-")
    var position = isNegative ? 1 : 0
    guard text[position] &- UInt8(ascii: "0") < 10 else { return nil }
    var value = 0
    // Zeros count once a digit follows them.
    var zeros = 0
    var exponent = 0
    var isFraction = false
    while position < text.count, text[position] | 0x20 != UInt8(ascii: "e") {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: ".") {
        isFraction = true
        continue
      }
      if isFraction { exponent -= 1 }
      zeros += 1
      if byte == UInt8(ascii: "0") { continue }
      guard let shifted = value.shifted(decimals: zeros) else { return nil }
      let digit = Int(byte & 0x0F)
      let (sum, overflow) =
        isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
      if overflow { return nil }
      value = sum
      zeros = 0
    }
    exponent += Self.exponent(text, at: position)
    return value.shifted(decimals: exponent + zeros)
  }
}

extension Int {
  /// This times a power of ten; `nil` when that is too large or, for a negative power, a fraction.
  fileprivate func shifted(decimals: Int) -> Int? {
    if self == 0 { return 0 }
    guard 0...18 ~= decimals else { return nil }
    var value = self
    for _ in 0..<decimals {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return value
  }
}

/// Powers of ten that 64 bits hold.
private let integerPowersOfTen: [UInt64] = (0...19).map { power in (0..<power).reduce(1) { value, _ in value * 10 } }

/// Powers of ten that a double holds exactly.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
