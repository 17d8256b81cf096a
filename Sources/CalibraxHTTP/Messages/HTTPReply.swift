/// How a request is answered.
public enum HTTPReply: Sendable {
  /// At once.
  case response(HTTPResponse)
  /// Piece by piece, with status 200, until the body returns. It should return soon after the stream is no longer open.
  case stream(HTTPHeaders, body: @Sendable (inout HTTPStream) -> Void)
}

/// Answers requests; several threads call it at a time.
public typealias HTTPHandler = @Sendable (HTTPRequest) -> HTTPReply
