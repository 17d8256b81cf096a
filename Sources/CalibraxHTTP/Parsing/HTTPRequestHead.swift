/// A request up to its body.
struct HTTPRequestHead {
  /// The methods that are served.
  static let methods = ["GET", "HEAD", "POST"]
  /// Methods that a client may rightly know, but nothing here has.
  private static let others = ["CONNECT", "DELETE", "OPTIONS", "PATCH", "PUT", "TRACE"]

  let method: String
  let target: HTTPTarget
  let isVersion11: Bool
  var headers = HTTPHeaders()

  /// Reads the line that a request begins with: `GET /runs?last=3 HTTP/1.1`.
  init(line: ArraySlice<UInt8>) throws(HTTPRefusal) {
    let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 3, !words.contains(where: \.isEmpty), words[0].allSatisfy(\.isTokenByte) else {
      throw HTTPRefusal(400, "The request does not begin with METHOD TARGET HTTP/1.1, one space between each.")
    }
    isVersion11 = try Self.isVersion11(words[2])
    method = String(decoding: words[0], as: UTF8.self)
    guard Self.methods.contains(method) else {
      let known = Self.methods.joined(separator: ", ")
      throw HTTPRefusal(
        Self.others.contains(method) ? 405 : 501, "The method \(method.prefix(40)) is not served; use one of \(known).")
    }
    target = try HTTPTarget(words[1])
  }

  private static func isVersion11(_ word: ArraySlice<UInt8>) throws(HTTPRefusal) -> Bool {
    let word = Array(word)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard word.count == 8, word.starts(with: "HTTP/".utf8), digits.contains(word[5]), word[6] == UInt8(ascii: "."),
      digits.contains(word[7])
    else { throw HTTPRefusal(400, "The request's first line does not end with HTTP/1.1.") }
    guard word[5] == UInt8(ascii: "1") else {
      throw HTTPRefusal(505, "This version of HTTP is not served; use HTTP/1.1 or HTTP/1.0.")
    }
    return word[7] != UInt8(ascii: "0")
  }

  /// Takes in a header field: `Host: localhost`.
  mutating func add(line: ArraySlice<UInt8>) throws(HTTPRefusal) {
    guard let first = line.first, !first.isBlank else {
      throw HTTPRefusal(400, "A header line begins with white space; write each header on one line.")
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(\.isTokenByte)
    else { throw HTTPRefusal(400, "A header line is not NAME: VALUE, with the colon right behind the name.") }
    let name = String(decoding: line[..<colon], as: UTF8.self)
    let value = line[(colon + 1)...]
    guard value.allSatisfy(\.isFieldByte) else {
      throw HTTPRefusal(400, "The header \(name.prefix(40)) holds a control character.")
    }
    headers.append(name, String(Substring(decoding: value, as: UTF8.self).withoutBlanks))
  }

  /// How many bytes the body has, once all header fields are there.
  func bodyLength(limit: Int) throws(HTTPRefusal) -> Int {
    let lengths = headers.all("Content-Length")
    let codings = headers.all("Transfer-Encoding")
    guard codings.isEmpty || lengths.isEmpty && isVersion11 else {
      throw HTTPRefusal(400, "The request says in two ways where its body ends; send Content-Length alone.")
    }
    guard codings.isEmpty else {
      throw HTTPRefusal(501, "Request bodies in chunks are not served; send Content-Length.")
    }
    guard let text = lengths.first else {
      if method == "POST" { throw HTTPRefusal(411, "A POST needs Content-Length; 0 where it has no body.") }
      return 0
    }
    guard lengths.count == 1, !text.isEmpty,
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { throw HTTPRefusal(400, "Content-Length must be given once, as a decimal number of bytes.") }
    guard let length = Int(text), length <= limit else {
      throw HTTPRefusal(413, "The request's body is larger than \(limit) bytes.")
    }
    return length
  }

  /// Which server the client means.
  func authority() throws(HTTPRefusal) -> String {
    let hosts = headers.all("Host")
    guard hosts.count <= 1, hosts.count == 1 || !isVersion11 else {
      throw HTTPRefusal(400, "The request must have one Host header.")
    }
    return target.authority ?? hosts.first ?? ""
  }

  /// Whether the client waits to be told that its body is welcome.
  func expectsContinue() throws(HTTPRefusal) -> Bool {
    guard let expectation = headers["Expect"], isVersion11 else { return false }
    guard expectation.lowercased() == "100-continue" else {
      throw HTTPRefusal(417, "The only expectation that is met is 100-continue.")
    }
    return true
  }
}
