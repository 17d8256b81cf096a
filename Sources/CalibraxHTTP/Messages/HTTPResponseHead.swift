/// The bytes in front of a response's body.
struct HTTPResponseHead {
  /// How a client knows where the body ends.
  enum Framing: Equatable {
    case none
    case length(Int)
    case chunks
    case close
  }

  var status: Int
  var headers: HTTPHeaders
  var framing: Framing
  /// Whether the client speaks HTTP/1.1.
  var isVersion11 = true
  var keepsAlive = false
  /// Unix seconds.
  var date: Int

  /// Those of our own making, which nobody else may set.
  private static let ours = ["connection", "content-length", "date", "transfer-encoding"]

  /// The bytes.
  ///
  /// - Throws: ``HTTPRefusal`` where a field holds a line break: it would be read as the next one.
  func bytes() throws(HTTPRefusal) -> [UInt8] {
    if let problem = headers.problem { throw HTTPRefusal(500, "The answer cannot be sent: \(problem).") }
    var text = "HTTP/1.1 \(status) \(reasonPhrase(status))\r\nDate: \(httpDate(date))\r\n"
    for field in headers.fields where !Self.ours.contains(field.name.lowercased()) {
      text += "\(field.name): \(field.value)\r\n"
    }
    switch framing {
    case .none, .close: break
    case .length(let length): text += "Content-Length: \(length)\r\n"
    case .chunks: text += "Transfer-Encoding: chunked\r\n"
    }
    if !keepsAlive { text += "Connection: close\r\n" } else if !isVersion11 { text += "Connection: keep-alive\r\n" }
    return Array((text + "\r\n").utf8)
  }
}

extension HTTPResponse {
  /// What stands in front of the body when it answers a request.
  func head(isVersion11: Bool, keepsAlive: Bool, date: Int) throws(HTTPRefusal) -> [UInt8] {
    var headers = headers
    if let etag { headers["ETag"] = "\"\(etag)\"" }
    let hasBody = status >= 200 && status != 204 && status != 304
    return try HTTPResponseHead(
      status: status, headers: headers, framing: hasBody ? .length(body.count) : .none, isVersion11: isVersion11,
      keepsAlive: keepsAlive, date: date
    ).bytes()
  }
}
