/// Writes numbers, strings and arrays of plain rows as little-endian bytes.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
    Self.append(integer: value, to: &bytes)
  }

  mutating func string(_ text: String) {
    integer(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func optional(_ text: String?) {
    integer(UInt8(text == nil ? 0 : 1))
    if let text { string(text) }
  }

  mutating func array<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    integer(UInt32(elements.count))
    for element in elements { body(&self, element) }
  }

  /// Rows as they lie in memory, which on every platform we run on is little-endian.
  mutating func raw<Element: BitwiseCopyable>(_ elements: [Element]) {
    integer(UInt32(elements.count))
    elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}

/// Reads what ``ByteWriter`` wrote; every read is `nil` past the end.
struct ByteReader {
  private let bytes: [UInt8]
  private let end: Int
  private var position: Int

  init(_ bytes: [UInt8]) {
    self.init(bytes, bytes.indices)
  }

  /// Reads a part of the bytes.
  init(_ bytes: [UInt8], _ part: Range<Int>) {
    self.bytes = bytes
    position = part.lowerBound
    end = part.upperBound
  }

  private mutating func take(_ count: Int) -> Range<Int>? {
    guard count >= 0, end - position >= count else { return nil }
    defer { position += count }
    return position..<position + count
  }

  mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) -> Value? {
    guard let range = take(MemoryLayout<Value>.size) else { return nil }
    return Value(littleEndian: bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: Value.self))
  }

  mutating func string() -> String? {
    guard let count = integer(UInt32.self), let range = take(Int(count)) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// An optional text: `nil` when it cannot be read, and a value of `nil` when there is none.
  mutating func optional() -> (value: String?, Void)? {
    switch integer(UInt8.self) {
    case 0: (nil, ())
    case 1: string().map { ($0, ()) }
    default: nil
    }
  }

  mutating func array<Element>(_ body: (inout ByteReader) -> Element?) -> [Element]? {
    guard let count = integer(UInt32.self) else { return nil }
    var elements: [Element] = []
    for _ in 0..<count {
      guard let element = body(&self) else { return nil }
      elements.append(element)
    }
    return elements
  }

  mutating func raw<Element: BitwiseCopyable>(_ type: Element.Type) -> [Element]? {
    guard let count = integer(UInt32.self), let range = take(Int(count) * MemoryLayout<Element>.stride) else {
      return nil
    }
    return [Element](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes[range])
      initialized = Int(count)
    }
  }
}

/// Numbers that are mostly small, seven bits a byte, the lowest first (LEB128).
extension ByteWriter {
  static func append(number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  static func append<Value: FixedWidthInteger>(integer: Value, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: integer.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A text with its length before it.
  static func append(text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    append(number: UInt64(text.count), to: &bytes)
    bytes.append(contentsOf: text)
  }
}

extension ByteReader {
  var isAtEnd: Bool { position == end }

  mutating func number() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = integer(UInt8.self) else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  /// A number that counts something.
  mutating func count() -> Int? {
    number().flatMap { Int(exactly: $0) }.flatMap { $0 <= 1 << 53 ? $0 : nil }
  }

  /// What is repeated as often as the number before it says.
  mutating func list<Element>(_ body: (inout ByteReader) -> Element?) -> [Element]? {
    guard let count = count() else { return nil }
    var elements: [Element] = []
    for _ in 0..<count {
      guard let element = body(&self) else { return nil }
      elements.append(element)
    }
    return elements
  }

  /// The place of so many bytes, which are passed over.
  mutating func part(_ count: Int) -> Range<Int>? { take(count) }

  /// A text with its length before it.
  mutating func text() -> String? {
    guard let count = number(), count <= UInt64(end), let range = take(Int(count)) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// So many bytes as the low ones of a number, the lowest first.
  mutating func lowBytes(_ count: Int) -> UInt64? {
    guard let range = take(count) else { return nil }
    if range.lowerBound + 8 <= bytes.count {
      let word = bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
      return count == 8 ? UInt64(littleEndian: word) : UInt64(littleEndian: word) & ((1 << UInt64(count * 8)) - 1)
    }
    return range.reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
  }
}
