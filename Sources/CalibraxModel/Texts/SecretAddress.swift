/// Finds what is secret in addresses: the user and password, and the path of a webhook.
struct SecretAddress {
  private let bytes: [UInt8]
  /// The last address, up to white space or a quote; others may begin in it.
  private var end = 0
  /// The last `@` in it.
  private var lastAt: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What is secret in the address that goes on behind `://` here.
  mutating func secret(behind start: Int) -> Range<Int>? {
    guard start >= 4, bytes[start - 4].isNameByte else { return nil }
    if start >= end { look(from: start) }
    let authority = start..<(bytes[start..<end].firstIndex { "/?#".utf8.contains($0) } ?? end)
    if let lastAt, lastAt >= start, hasUser(authority) {
      // A password that is not encoded may have any of `/`, `:` and `@` in it.
      return start == lastAt ? nil : start..<lastAt
    }
    return isWebhook(authority) && authority.upperBound + 1 < end ? authority.upperBound + 1..<end : nil
  }

  private mutating func look(from start: Int) {
    lastAt = nil
    end = start
    while end < bytes.count, !bytes[end].isWhiteSpace, !"\"'<>`\\".utf8.contains(bytes[end]) {
      if bytes[end] == UInt8(ascii: "@") { lastAt = end }
      end += 1
    }
  }

  /// Whether what stands before the first `/` has a user in it: `user@host`, or `user:pass` that no port ends. In other
  /// addresses an `@` is part of the path.
  private func hasUser(_ authority: Range<Int>) -> Bool {
    let authority = bytes[authority]
    if authority.contains(UInt8(ascii: "@")) { return true }
    guard authority.first != UInt8(ascii: "["), let colon = authority.firstIndex(of: UInt8(ascii: ":")) else {
      return false
    }
    return !authority[(colon + 1)...].allSatisfy(\.isDigit)
  }

  /// Whether all that the path says is who may write there.
  private func isWebhook(_ authority: Range<Int>) -> Bool {
    let path = bytes[authority.upperBound..<end]
    return ["hooks.", "webhook."].contains { bytes[authority].starts(with: $0.utf8) }
      || path.starts(with: "/api/webhooks/".utf8)
  }
}
