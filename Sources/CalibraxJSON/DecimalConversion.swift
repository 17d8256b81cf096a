import Glibc

/// Makes doubles of decimal digits.
enum DecimalConversion {
  /// The double nearest to an integer times a power of ten (IEEE 754, ties to even), where one exact division or
  /// multiplication finds it (Clinger, "How to read floating point numbers accurately", 1990): up to 19 digits and a small
  /// power. `nil` otherwise.
  @inline(__always)
  static func double(_ mantissa: UInt64, exponent: Int) -> Double? {
    if mantissa <= 1 << 53, (-22...22).contains(exponent) {
      return exponent < 0 ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
    }
    return (-19...0).contains(exponent) ? quotient(mantissa, integerPowersOfTen[-exponent]) : nil
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

  /// The double nearest to a number as it is written, whatever it takes.
  static func libraryDouble(_ text: Span<UInt8>) -> Double {
    text.withUnsafeBufferPointer { digits in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: digits.count + 1) { buffer in
        for (offset, digit) in digits.enumerated() { buffer[offset] = CChar(bitPattern: digit) }
        buffer[digits.count] = 0
        guard let start = buffer.baseAddress else { return .nan }
        return strtod(start, nil)
      }
    }
  }
}

/// Powers of ten that 64 bits hold.
private let integerPowersOfTen: [UInt64] = (0...19).map { power in (0..<power).reduce(1) { value, _ in value * 10 } }

/// Powers of ten that a double holds exactly.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
