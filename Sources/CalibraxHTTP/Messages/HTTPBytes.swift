extension UInt8 {
  /// Whether a method or a header's name may hold it: a tchar of RFC 9110.
  var isTokenByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }

  /// Whether a header's value may hold it.
  var isFieldByte: Bool { self >= 0x20 && self != 0x7F || self == 0x09 }

  /// A space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension Substring {
  /// Without spaces and tabs at its ends.
  var withoutBlanks: Substring {
    let bytes = utf8.drop(while: \.isBlank)
    guard let last = bytes.lastIndex(where: { !$0.isBlank }) else { return "" }
    return Substring(bytes[...last])
  }
}
