/// Puts `***` in the place of what must not be told.
struct SecretMask {
  private static let mask = Array("***".utf8)

  /// The longest first, for one may be part of another.
  private let secrets: [[UInt8]]

  /// - Parameters:
  ///   - credentials: What a host is told.
  ///   - address: What may be written in it.
  init(_ credentials: Credentials?, _ address: RepositoryAddress) {
    var secrets = [address.userinfo, address.password, credentials?.password].compactMap { $0 }
    // A name may be a token, when it is as long as one.
    if let name = address.username, name.utf8.count >= 12 { secrets.append(name) }
    let pairs = [credentials, address.password.map { Credentials(username: address.username ?? "", password: $0) }]
    secrets += pairs.compactMap { $0 }.map { base64(Array("\($0.username):\($0.password)".utf8)) }
    secrets += secrets.flatMap { [percentEncoded($0, uppercase: true), percentEncoded($0, uppercase: false)] }
    self.secrets = Set(secrets.filter { !$0.isEmpty }).map { Array($0.utf8) }.sorted { $0.count > $1.count }
  }

  /// A text without secrets, and without the users and passwords of any address in it.
  func apply(_ text: String) -> String {
    let bytes = secrets.reduce(Array(text.utf8)) { $0.replacing($1, with: Self.mask) }
    return String(decoding: bytes, as: UTF8.self).replacing(/(https?:\/\/)[^\/\s@]+@/) { $0.1 + "***@" }
      .replacing(/(https?:\/\/[^\s?']+\?)[^\s']+/) { $0.1 + "***" }
  }
}

/// As addresses have it: letters, digits and `-._~` stand for themselves.
private func percentEncoded(_ text: String, uppercase: Bool) -> String {
  text.utf8.reduce(into: "") { result, byte in
    let scalar = Unicode.Scalar(byte)
    if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar) {
      result.unicodeScalars.append(scalar)
    } else {
      result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: uppercase)
    }
  }
}

/// RFC 4648, as the header of a request has it.
private func base64(_ bytes: [UInt8]) -> String {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var text = ""
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let part = bytes[start..<min(start + 3, bytes.count)]
    let word = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
    for place in 0..<4 { text.append(place <= part.count ? digits[word >> (18 - 6 * place) & 63] : "=") }
  }
  return text
}
