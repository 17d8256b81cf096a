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
  /// What ``DecimalConversion`` does not convert is left to the C library.
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
    guard digits <= 19, let magnitude = DecimalConversion.double(mantissa, exponent: exponent) else {
      return DecimalConversion.libraryDouble(text)
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
