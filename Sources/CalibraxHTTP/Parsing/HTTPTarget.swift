/// What a request is for: a path and a query, `/runs?last=3`, or a whole URL in front of them.
struct HTTPTarget {
  /// The server that a whole URL names.
  let authority: String?
  let path: String
  let segments: [String]
  let query: [HTTPRequest.Parameter]

  init(_ written: ArraySlice<UInt8>) throws(HTTPRefusal) {
    guard written.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
      throw HTTPRefusal(400, "The request's target holds what must be percent-encoded.")
    }
    var rest = written
    authority = Self.takeAuthority(&rest)
    let mark = rest.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    let path = authority != nil && rest[..<mark].isEmpty ? [UInt8(ascii: "/")] : rest[..<mark]
    guard path.first == UInt8(ascii: "/") else {
      throw HTTPRefusal(400, "The request's target is no path; it begins with /.")
    }
    self.path = try Self.decoded(path, "path")
    var segments: [String] = []
    for part in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      segments.append(try Self.decoded(part, "path"))
    }
    self.segments = segments
    guard !self.path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw HTTPRefusal(400, "The request's path holds a control character.")
    }
    // Of the decoded path: an encoded slash must not hide them.
    guard !self.path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
      throw HTTPRefusal(400, "The request's path holds . or .. between slashes; ask for the path itself.")
    }
    query = try Self.parameters(rest[mark...].dropFirst())
  }

  /// Takes `http://HOST:PORT` away, where a target begins with it.
  private static func takeAuthority(_ target: inout ArraySlice<UInt8>) -> String? {
    let scheme = "http://"
    guard String(decoding: target.prefix(scheme.utf8.count), as: UTF8.self).lowercased() == scheme else { return nil }
    let rest = target.dropFirst(scheme.utf8.count)
    let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
    target = rest[end...]
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  private static func parameters(_ query: ArraySlice<UInt8>) throws(HTTPRefusal) -> [HTTPRequest.Parameter] {
    var parameters: [HTTPRequest.Parameter] = []
    for part in query.split(separator: UInt8(ascii: "&")) {
      let spaced = part.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
      let equals = spaced.firstIndex(of: UInt8(ascii: "=")) ?? spaced.endIndex
      parameters.append(
        HTTPRequest.Parameter(
          name: try decoded(spaced[..<equals], "query"), value: try decoded(spaced[equals...].dropFirst(), "query")))
    }
    return parameters
  }

  /// The text with `%2F` and its like decoded.
  private static func decoded(_ written: ArraySlice<UInt8>, _ name: String) throws(HTTPRefusal) -> String {
    var bytes: [UInt8] = []
    var rest = written
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst()?.hexadecimal, let low = rest.popFirst()?.hexadecimal else {
        throw HTTPRefusal(
          400, "A % in the request's \(name) is not followed by two hexadecimal digits; write it as %25.")
      }
      bytes.append(high << 4 | low)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw HTTPRefusal(400, "The request's \(name) is not UTF-8.")
    }
    return text
  }
}

extension UInt8 {
  fileprivate var hexadecimal: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
