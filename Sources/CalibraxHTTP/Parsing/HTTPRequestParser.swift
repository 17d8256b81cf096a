/// Finds the requests in a stream of bytes, by RFC 9112, strictly where leniency would let two readers see different
/// requests in the same bytes: lines end with CR LF, and a body has one length.
public struct HTTPRequestParser: Sendable {
  private enum Stage {
    case line
    case headers(HTTPRequestHead, size: Int)
    case body(HTTPRequestHead, length: Int)
    case broken(HTTPRefusal)
  }

  private let limits: HTTPLimits
  private var stage = Stage.line
  private var buffer: [UInt8] = []
  /// Where what has not been taken begins.
  private var start = 0
  /// Up to where there is no line end.
  private var scanned = 0

  private var awaitsContinue = false

  /// A parser at the beginning of a stream.
  public init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
  }

  /// Whether a part of a request has come.
  public var isAmidRequest: Bool {
    if case .line = stage { return start < buffer.count }
    return true
  }

  /// Whether the client waits for `100 Continue` before it sends the body that ``next()`` still needs; it is told once.
  public mutating func takeExpectation() -> Bool {
    defer { awaitsContinue = false }
    return awaitsContinue
  }

  /// Takes in bytes of the stream.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      buffer.removeSubrange(0..<start)
      scanned -= start
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next request, or `nil` when it needs more bytes.
  ///
  /// - Throws: ``HTTPRefusal``, now and always: nothing behind it in the stream can be trusted.
  public mutating func next() throws(HTTPRefusal) -> HTTPRequest? {
    do throws(HTTPRefusal) {
      return try step()
    } catch {
      stage = .broken(error)
      awaitsContinue = false
      throw error
    }
  }

  private mutating func step() throws(HTTPRefusal) -> HTTPRequest? {
    while true {
      switch stage {
      case .broken(let refusal): throw refusal
      case .line:
        guard let line = try line(limit: limits.requestLine, tooLong: Self.longLine(limits)) else { return nil }
        // An empty line in front of a request is what some clients send behind a body.
        if !line.isEmpty { stage = .headers(try HTTPRequestHead(line: line), size: 0) }
      case .headers(var head, let size):
        let tooLarge = HTTPRefusal(431, "The request's headers are larger than \(limits.headers) bytes.")
        guard let line = try line(limit: limits.headers - size, tooLong: tooLarge) else { return nil }
        if line.isEmpty {
          try finish(head)
        } else {
          guard head.headers.fields.count < limits.headerCount else {
            throw HTTPRefusal(431, "The request has more than \(limits.headerCount) headers.")
          }
          try head.add(line: line)
          stage = .headers(head, size: size + line.count + 2)
        }
      case .body(let head, let length):
        guard buffer.count - start >= length else { return nil }
        let body = Array(buffer[start..<start + length])
        start += length
        scanned = start
        stage = .line
        awaitsContinue = false
        return HTTPRequest(
          method: head.method, path: head.target.path, segments: head.target.segments, query: head.target.query,
          isVersion11: head.isVersion11, authority: try head.authority(), headers: head.headers, body: body)
      }
    }
  }

  private mutating func finish(_ head: HTTPRequestHead) throws(HTTPRefusal) {
    _ = try head.authority()
    let length = try head.bodyLength(limit: limits.body)
    awaitsContinue = try head.expectsContinue() && length > 0
    stage = .body(head, length: length)
  }

  /// The next line without its end; `nil` when it has not ended yet.
  private mutating func line(limit: Int, tooLong: HTTPRefusal) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
    guard let end = buffer[scanned...].firstIndex(of: 0x0A) else {
      scanned = buffer.count
      // One more for the carriage return.
      if buffer.count - start > limit + 1 { throw tooLong }
      return nil
    }
    let line = buffer[start..<end]
    guard line.last == 0x0D, !line.dropLast().contains(0x0D) else {
      throw HTTPRefusal(400, "A line of the request does not end with CR LF, or has a CR elsewhere.")
    }
    guard line.count - 1 <= limit else { throw tooLong }
    start = end + 1
    scanned = start
    return line.dropLast()
  }

  private static func longLine(_ limits: HTTPLimits) -> HTTPRefusal {
    HTTPRefusal(414, "The request's first line is longer than \(limits.requestLine) bytes.")
  }
}
