import CalibraxAPI

/// The secrets that say what a connection may do.
public struct Tokens: Sendable {
  private let roles: [(secret: [UInt8], role: Role)]

  /// Reads the lines of a token file: a role and a token each, `writer 5f0c…`; blank lines and those that begin with `#`
  /// do not count.
  ///
  /// - Throws: ``StartError`` with the number of the first line that is none.
  public init(text: String, path: String) throws(StartError) {
    var roles: [(secret: [UInt8], role: Role)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r\n" || $0 == "\r" }
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      let place = "\(path):\(number + 1)"
      guard words.count == 2, let role = Role(rawValue: String(first)) else {
        throw StartError(description: "\(place): expected reader or writer and a token, as: writer TOKEN")
      }
      guard words[1].utf8.count >= 16 else {
        throw StartError(description: "\(place): the token is too short, it needs 16 characters or more")
      }
      roles.append((Array(words[1].utf8), role))
    }
    if roles.isEmpty { throw StartError(description: "\(path) holds no token; write lines like: writer TOKEN") }
    self.roles = roles
  }

  /// The role of a token; `nil` when there is no such token. How long it takes does not depend on the token.
  func role(of token: String) -> Role? {
    let given = Array(token.utf8)
    var found: Role?
    for (secret, role) in roles {
      var difference = secret.count ^ given.count
      for (index, byte) in secret.enumerated() { difference |= Int(byte ^ (index < given.count ? given[index] : 0)) }
      if difference == 0 { found = role }
    }
    return found
  }
}
