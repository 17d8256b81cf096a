/// Writes JSON text as UTF-8 bytes, without white space.
public struct JSONWriter: Sendable {
  /// What has been written.
  public var bytes: [UInt8] = []

  /// A writer with nothing written.
  public init() {}

  /// The text of one value.
  public static func bytes(of value: some JSONWritable) -> [UInt8] {
    var writer = JSONWriter()
    value.write(to: &writer)
    return writer.bytes
  }

  /// Punctuation and literals, written as they are.
  public mutating func raw(_ text: StaticString) {
    // SAFETY: the text lives as long as the program.
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Bytes that are JSON already.
  public mutating func raw(_ json: Span<UInt8>) {
    json.withUnsafeBytes { append($0) }
  }

  /// Copies bytes to the end; several times as fast as `append(contentsOf:)` where they are few.
  @usableFromInline
  mutating func append(_ source: UnsafeRawBufferPointer) {
    guard let start = source.baseAddress else { return }
    bytes.append(addingCapacity: source.count) { output in
      output.withUnsafeMutableBufferPointer { target, count in
        guard let end = target.baseAddress?.advanced(by: count) else { return }
        // SAFETY: the capacity was asked for in the line above.
        UnsafeMutableRawPointer(end).copyMemory(from: start, byteCount: source.count)
        count += source.count
      }
    }
  }

  /// A string in quotes, escaping what must be.
  public mutating func string(_ text: String) {
    let utf8 = text.utf8Span.span
    bytes.append(UInt8(ascii: "\""))
    var plain = 0
    while true {
      let end = utf8.endOfPlain(from: plain)
      raw(utf8.extracting(plain..<end))
      if end == utf8.count { break }
      escape(utf8[end])
      plain = end + 1
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x08: raw("\\b")
    case 0x09: raw("\\t")
    case 0x0A: raw("\\n")
    case 0x0C: raw("\\f")
    case 0x0D: raw("\\r")
    default:
      raw(byte < 0x10 ? "\\u000" : "\\u001")
      let digit = byte & 0x0F
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// An integer.
  public mutating func integer(_ value: Int) {
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var first = digits.count
    var rest = value.magnitude
    repeat {
      first -= 1
      digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    if value < 0 {
      first -= 1
      digits[first] = UInt8(ascii: "-")
    }
    raw(digits.span.extracting(first...))
  }

  /// A double in the shortest form that reads back the same; `null` when it is not finite, for JSON has no such number.
  public mutating func double(_ value: Double) {
    if value.isFinite { bytes.append(contentsOf: value.description.utf8) } else { raw("null") }
  }

  /// A key with its colon, after a comma unless it is the first.
  public mutating func key(_ key: String, first: inout Bool) {
    if !first { raw(",") }
    first = false
    string(key)
    raw(":")
  }
}

extension Span<UInt8> {
  /// Where the bytes end, from an offset on, that stand for themselves in a string: not quote, backslash or control.
  fileprivate func endOfPlain(from start: Int) -> Int {
    var position = start
    while position + 8 <= count {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      let control = (word &- 0x2020_2020_2020_2020) & ~word
      let quote = (word ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
      let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
      let stop = (control | (quote | backslash) & ~word) & 0x8080_8080_8080_8080
      if stop != 0 { return position + stop.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < count {
      let byte = self[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return position }
      position += 1
    }
    return position
  }
}
