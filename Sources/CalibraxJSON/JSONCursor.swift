/// Reads a text whose shape is known from its front to its end, looking at each byte once: for requests that come so often
/// that even tokens are too much. Whatever is not as expected reads as `nil` or `false`; the text is then for
/// ``JSONParser`` to read from the beginning.
public struct JSONCursor: ~Escapable {
  @usableFromInline let bytes: Span<UInt8>
  @usableFromInline var position = 0

  /// A cursor before a text.
  @inlinable
  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  /// Whether everything was read.
  @inlinable
  public var isAtEnd: Bool { left == 0 }

  @inlinable var left: Int { bytes.count - position }

  /// Passes over a text that stands next, byte for byte.
  @inlinable
  @inline(__always)
  @_lifetime(self: copy self)
  public mutating func skip(_ text: StaticString) -> Bool {
    guard left >= text.utf8CodeUnitCount, isNext(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  /// Whether a text that is not longer than what is left stands next. Where the text is known the compiler makes a few
  /// comparisons of words of it.
  @inlinable
  @inline(__always)
  func isNext(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return bytes.withUnsafeBytes { bytes in
      // SAFETY: the span has the bytes, as the caller has seen, and the text lives as long as the program.
      guard let next = bytes.baseAddress.map({ $0 + position }) else { return false }
      let text = UnsafeRawPointer(text.utf8Start)
      func isSame<Word: FixedWidthInteger & BitwiseCopyable>(_ word: Word.Type, at offset: Int) -> Bool {
        next.loadUnaligned(fromByteOffset: offset, as: word) == text.loadUnaligned(fromByteOffset: offset, as: word)
      }
      var offset = 0
      while offset + 8 <= count {
        guard isSame(UInt64.self, at: offset) else { return false }
        offset += 8
      }
      if offset + 4 <= count {
        guard isSame(UInt32.self, at: offset) else { return false }
        offset += 4
      }
      while offset < count {
        guard isSame(UInt8.self, at: offset) else { return false }
        offset += 1
      }
      return true
    }
  }

  @inlinable
  @inline(__always)
  var current: UInt8 { position < bytes.count ? bytes[unchecked: position] : 0 }

  /// An integer of at most 18 digits, not negative, as it is usually written.
  @inlinable
  @inline(__always)
  @_lifetime(self: copy self)
  public mutating func integer() -> Int? {
    let start = position
    let value = digits()
    let count = position - start
    guard count > 0, count <= 18, count == 1 || bytes[unchecked: start] != UInt8(ascii: "0") else { return nil }
    return Int(truncatingIfNeeded: value)
  }

  /// A finite number.
  @inline(__always)
  @_lifetime(self: copy self)
  public mutating func double() -> Double? {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    var mantissa = digits()
    let whole = position - first
    guard whole > 0, whole == 1 || bytes[unchecked: first] != UInt8(ascii: "0") else { return nil }
    var decimals = 0
    if current == UInt8(ascii: ".") {
      position += 1
      let point = position
      mantissa = digits(after: mantissa)
      decimals = position - point
      guard decimals > 0 else { return nil }
    }
    // Of more than 19 digits the mantissa may have lost some.
    if whole + decimals <= 19, current | 0x20 != UInt8(ascii: "e"),
      let magnitude = DecimalConversion.double(mantissa, exponent: -decimals)
    {
      return isNegative ? -magnitude : magnitude
    }
    return uncommonDouble(from: start)
  }

  /// A number that is not read in one go, from its first byte on.
  @inline(never)
  @_lifetime(self: copy self)
  private mutating func uncommonDouble(from start: Int) -> Double? {
    var scanner = JSONScanner(bytes)
    scanner.position = start
    guard let token = try? scanner.number() else { return nil }
    position = scanner.position
    let value = DecimalConversion.libraryDouble(bytes.extracting(start..<Int(token.end)))
    return value.isFinite ? value : nil
  }

  @inlinable
  @inline(__always)
  @_lifetime(self: copy self)
  mutating func digits(after start: UInt64 = 0) -> UInt64 {
    var value = start
    while true {
      let digit = current &- UInt8(ascii: "0")
      if digit >= 10 { return value }
      value = value &* 10 &+ UInt64(digit)
      position += 1
    }
  }
}
