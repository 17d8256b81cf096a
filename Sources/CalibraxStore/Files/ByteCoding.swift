/// Writes numbers, strings and arrays of plain rows as little-endian bytes.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func integer<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
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
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func take(_ count: Int) -> Range<Int>? {
    guard count >= 0, bytes.count - position >= count else { return nil }
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
