/// Where a repository is, taken apart into what everybody may know and what its host alone is told.
struct RepositoryAddress {
  /// What git is given: without a user and a password, but for the user of ssh.
  private(set) var url: String
  /// `https://host:port` of an address that credentials are for.
  private(set) var origin: String?
  /// Whether ssh is the way to it.
  private(set) var isSSH = false
  /// The user and the password that were written in the address.
  private(set) var username: String?
  private(set) var password: String?
  /// The two as they were written.
  private(set) var userinfo: String?

  init(_ host: String) throws(RepositoryError) {
    url = host
    guard !host.isEmpty else {
      throw RepositoryError("The benchmark has no host. Give the address of a repository, or a folder.")
    }
    guard !host.hasPrefix("-"), !host.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw RepositoryError("The host begins with - or has a control character in it. Give an address or a path.")
    }
    // By scalars: to Swift, a character with an accent over it is another one.
    let scalars = Array(host.unicodeScalars)
    guard let mark = scalars.firstRange(of: Array("://".unicodeScalars)), Self.isScheme(scalars[..<mark.lowerBound])
    else {
      try Self.checkWithoutScheme(scalars)
      isSSH = scalars.prefix { $0 != "/" }.contains(":")
      return
    }
    let scheme = String(scalars[..<mark.lowerBound])
    let end = scalars[mark.upperBound...].firstIndex { ["/", "?", "#"].contains($0) } ?? scalars.endIndex
    var authority = scalars[mark.upperBound..<end]
    isSSH = scheme.contains("ssh")
    if let at = authority.lastIndex(of: "@") {
      let written = authority[..<at]
      let words = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      userinfo = String(written)
      username = Self.decoded(words[0])
      password = words.count > 1 ? Self.decoded(words[1]) : nil
      authority = isSSH ? words[0] + authority[at...] : authority[(at + 1)...]
    }
    guard Self.hasPort(authority) else {
      throw RepositoryError(
        "The host has no port behind its last colon. Give https://host/path, and write / and @ of a password as %2F"
          + " and %40.")
    }
    url = "\(scheme)://\(String(authority))\(String(scalars[end...]))"
    if ["http", "https"].contains(scheme) { origin = "\(scheme)://\(String(authority))" }
  }

  /// The last words of the path, for people who look at folders.
  var slug: String {
    let words = url.split { $0 == "/" || $0 == ":" }.suffix(2).map { word in
      String(word.hasSuffix(".git") ? word.dropLast(4) : word)
    }
    let allowed = words.joined(separator: "-").map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let parts = String(allowed).split(separator: "-").joined(separator: "-")
    return parts.isEmpty ? "repository" : String(parts.suffix(60))
  }

  private static func isScheme(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    !scalars.isEmpty
      && scalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789+.-".unicodeScalars.contains($0))
      }
  }

  /// A path, or `user@host:path` of ssh.
  private static func checkWithoutScheme(_ scalars: [Unicode.Scalar]) throws(RepositoryError) {
    let first = scalars.prefix { $0 != "/" }
    if isScheme(first.prefix { $0 != ":" }), first.firstRange(of: [":", ":"]) != nil {
      throw RepositoryError("The host names a program that git is to fetch with. Give https://host/path.")
    }
    if let at = first.lastIndex(of: "@"), first[..<at].contains(":") {
      throw RepositoryError("The host has a password and no scheme. Give https://host/path, and a token beside it.")
    }
  }

  /// Whether there is a number behind the colon, if there is one. That of `[::1]` is none.
  private static func hasPort(_ authority: ArraySlice<Unicode.Scalar>) -> Bool {
    let behind = authority.suffix(from: authority.lastIndex(of: "]") ?? authority.startIndex)
    guard let colon = behind.firstIndex(of: ":") else { return true }
    return behind[(colon + 1)...].allSatisfy { ("0"..."9").contains($0) }
  }

  /// With the characters that stand behind `%` in hexadecimal.
  private static func decoded(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var bytes = ArraySlice(String(scalars).utf8)
    var result: [UInt8] = []
    while let byte = bytes.popFirst() {
      let digits = String(decoding: bytes.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, !digits.hasPrefix("+"), !digits.hasPrefix("-"),
        let code = UInt8(digits, radix: 16)
      {
        result.append(code)
        bytes = bytes.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension String {
  fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
