/// Characters of a text in UTF-8.
extension UnsafeBufferPointer<UInt8> {
  /// The character at an offset, and how many bytes it has.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = self[offset]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for byte in self[offset + 1..<offset + length] { value = value << 6 | UInt32(byte & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// The character that ends at an offset.
  func scalar(before offset: Int) -> Unicode.Scalar {
    var start = offset - 1
    while self[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start).scalar
  }
}
