import Glibc

/// One client's connection: its requests are answered one after the other.
struct HTTPConnection {
  let socket: HTTPSocket
  let limits: HTTPLimits
  let handler: HTTPHandler

  /// Serves the client until it goes, breaks the rules or is silent for too long.
  func serve() {
    var parser = HTTPRequestParser(limits: limits)
    do throws(HTTPRefusal) {
      while let request = try nextRequest(&parser) {
        guard try answer(request) else { return close() }
      }
    } catch {
      refuse(error)
    }
  }

  /// Tells the client why it is not served, and closes.
  func refuse(_ refusal: HTTPRefusal) {
    guard let head = try? refusal.response.head(isVersion11: true, keepsAlive: false, date: time(nil)) else { return }
    if socket.send(head + refusal.response.body, until: .now + limits.write) { close() }
  }

  /// Waits for a request; `nil` when the client has gone, or is silent between two.
  private func nextRequest(_ parser: inout HTTPRequestParser) throws(HTTPRefusal) -> HTTPRequest? {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let idle = ContinuousClock.now + limits.idle
    var deadline: ContinuousClock.Instant?
    while true {
      if let request = try parser.next() { return request }
      if parser.takeExpectation(), !socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), until: idle) { return nil }
      if deadline == nil && parser.isAmidRequest { deadline = .now + limits.request }
      switch socket.receive(into: &buffer, until: deadline ?? idle) {
      case .bytes(let count): parser.append(buffer[..<count])
      case .ended: return nil
      case .timedOut:
        guard parser.isAmidRequest else { return nil }
        throw HTTPRefusal(408, "The request did not come in within \(limits.request).")
      }
    }
  }

  /// Answers a request; `false` when no other can follow.
  private func answer(_ request: HTTPRequest) throws(HTTPRefusal) -> Bool {
    switch handler(request) {
    case .response(let response):
      let response = response.unlessKnown(to: request)
      let head = try response.head(
        isVersion11: request.isVersion11, keepsAlive: request.keepsAlive, date: time(nil))
      let body = request.method == "HEAD" || response.status == 204 ? [] : response.body
      let deadline = ContinuousClock.now + limits.write
      let isSent = socket.send(head, isFollowed: !body.isEmpty, until: deadline) && socket.send(body, until: deadline)
      return isSent && request.keepsAlive
    case .stream(let headers, let body):
      let keepsAlive = request.isVersion11 && request.keepsAlive
      let head = try HTTPResponseHead(
        status: 200, headers: headers, framing: request.isVersion11 ? .chunks : .close,
        isVersion11: request.isVersion11, keepsAlive: keepsAlive, date: time(nil)
      ).bytes()
      guard socket.send(head, until: .now + limits.write) else { return false }
      if request.method == "HEAD" { return keepsAlive }
      var stream = HTTPStream(socket, limits, isChunked: request.isVersion11)
      body(&stream)
      return stream.finish() && keepsAlive
    }
  }

  /// Ends our side and lets the client end its own: what it has sent and nobody read would have the system throw away
  /// what it has not received yet.
  private func close() {
    socket.finish()
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    let deadline = ContinuousClock.now + .seconds(1)
    var total = 0
    while total < 1 << 20, case .bytes(let count) = socket.receive(into: &buffer, until: deadline) { total += count }
  }
}
