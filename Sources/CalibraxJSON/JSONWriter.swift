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
  @inline(__always)
  public mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Bytes that are JSON already.
  public mutating func raw(_ json: Span<UInt8>) {
    json.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  /// A string in quotes, escaping what must be.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      bytes.append(UInt8(ascii: "\""))
      var plain = 0
      for (offset, byte) in utf8.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plain..<offset]))
        escape(byte)
        plain = offset + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plain...]))
      bytes.append(UInt8(ascii: "\""))
    }
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
    if value >= 0 && value < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
    } else {
      bytes.append(contentsOf: String(value).utf8)
    }
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
