/// The answer to a request.
public struct HTTPResponse: Sendable, Equatable {
  /// The status: 200 when all is well.
  public var status: Int
  /// The header fields; those that say how the body is sent are added when it is.
  public var headers: HTTPHeaders
  /// The body.
  public var body: [UInt8]
  /// What tells this body from others, without quotes: a client that has it already is not sent it again.
  public var etag: String?

  /// A response.
  public init(_ status: Int = 200, headers: HTTPHeaders = [:], body: [UInt8] = [], etag: String? = nil) {
    self.status = status
    self.headers = headers
    self.body = body
    self.etag = etag
  }

  /// A response of a media type, as `text/html; charset=utf-8`.
  public init(_ status: Int = 200, type: String, body: [UInt8], etag: String? = nil) {
    self.init(status, headers: ["Content-Type": type, "X-Content-Type-Options": "nosniff"], body: body, etag: etag)
  }

  /// A plain text.
  public init(_ status: Int = 200, text: String) {
    self.init(status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
  }

  /// The response, or 304 without a body where the client says that it has this one.
  public func unlessKnown(to request: HTTPRequest) -> HTTPResponse {
    guard status == 200, request.isReading, let etag, request.headers.contains(etag: etag) else { return self }
    var response = self
    response.status = 304
    response.body = []
    response.headers["Content-Type"] = nil
    return response
  }
}

extension HTTPHeaders {
  /// Whether `If-None-Match` names a tag. No tag of ours holds a comma or a quote.
  fileprivate func contains(etag: String) -> Bool {
    ["*", "\"\(etag)\"", "W/\"\(etag)\""].contains { contains($0, in: "If-None-Match") }
  }
}
