import CalibraxAPI
import CalibraxJSON
import CalibraxRPC

/// Requests of one connection and the answers to them, as bytes. It does no I/O: what it returns is to be sent, and what
/// is received is handed to it.
struct CallTable {
  /// Names a call until it is answered.
  typealias ID = Int

  private let fillsEnvironment: Bool
  private var framer: [UInt8] = []
  private var scanned = 0
  private var lastID = 0

  /// An answer that has come.
  struct Answer: Sendable {
    var id: ID
    /// The response's line.
    var line: [UInt8]
  }

  /// What the server sent.
  enum Incoming: Sendable {
    case answer(Answer)
    case event(SubscriptionEvent)
  }

  /// - Parameter fillsEnvironment: Whether a run that is ingested without an environment gets this machine's.
  init(fillsEnvironment: Bool) {
    self.fillsEnvironment = fillsEnvironment
  }

  /// The line of a request and the id that its answer will carry.
  mutating func request<M: Method>(_ method: M.Type, _ params: M.Params) -> (id: ID, line: [UInt8]) {
    guard fillsEnvironment, var ingest = params as? Ingest.Params else {
      return request(M.name) { params.write(to: &$0) }
    }
    ingest.run = ingest.run?.fingerprinted()
    return request(M.name) { ingest.write(to: &$0) }
  }

  /// The line of a request with parameters that are JSON already.
  mutating func request(_ name: String, params: (inout JSONWriter) -> Void) -> (id: ID, line: [UInt8]) {
    lastID += 1
    return (lastID, Self.line(id: lastID, name, params: params))
  }

  /// The line of a notification, which is not answered.
  static func notification<M: Method>(_ method: M.Type, _ params: M.Params) -> [UInt8] {
    line(id: nil, M.name) { params.write(to: &$0) }
  }

  private static func line(id: ID?, _ name: String, params: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.raw("{\"jsonrpc\":\"2.0\",")
    if let id {
      writer.raw("\"id\":")
      writer.integer(id)
      writer.raw(",")
    }
    writer.raw("\"method\":")
    writer.string(name)
    writer.raw(",\"params\":")
    params(&writer)
    writer.raw("}\n")
    return writer.bytes
  }

  /// The line of several requests, which are answered together.
  static func batch(_ lines: [[UInt8]]) -> [UInt8] {
    Array("[".utf8) + lines.map { $0.dropLast() }.joined(separator: Array(",".utf8)) + Array("]\n".utf8)
  }

  /// The answers in the answer to a batch.
  private static func parts(_ line: [UInt8]) throws(ClientError) -> [[UInt8]] {
    var parser = JSONParser(limits: .unlimited)
    var parts: [[UInt8]] = []
    do throws(JSONSyntaxError) {
      let whole = try parser.parse(line.span)
      var next = whole.firstElement
      while let element = next {
        parts.append(element.source.withUnsafeBufferPointer { Array($0) })
        next = whole.element(after: element)
      }
    } catch {
      throw .protocolViolation("the server sent what is not JSON: \(error)")
    }
    return parts
  }

  /// Takes in bytes and returns what is whole now.
  mutating func receive(_ bytes: some Sequence<UInt8>) throws(ClientError) -> [Incoming] {
    framer.append(contentsOf: bytes)
    var incoming: [Incoming] = []
    var start = 0
    while let end = framer[max(scanned, start)...].firstIndex(of: 0x0A) {
      let line = framer[start..<end]
      for one in line.first == UInt8(ascii: "[") ? try Self.parts(Array(line)) : [Array(line)] {
        if let whole = try Self.incoming(one) { incoming.append(whole) }
      }
      start = end + 1
      scanned = start
    }
    framer.removeSubrange(0..<start)
    scanned = framer.count
    return incoming
  }

  /// The connection is gone, and with it the rest of what had begun to come.
  mutating func forgetPartialLine() {
    framer = []
    scanned = 0
  }

  /// What a line is; `nil` for a notification that means nothing to this client.
  private static func incoming(_ line: [UInt8]) throws(ClientError) -> Incoming? {
    var parser = JSONParser(limits: .unlimited)
    let json: JSONView
    do throws(JSONSyntaxError) { json = try parser.parse(line.span) } catch {
      throw .protocolViolation("the server sent what is not JSON: \(error)")
    }
    var name: String?
    var params: JSONView?
    var member = json.firstMember
    while let current = member {
      if current.isKey("id"), let id = current.value.integer { return .answer(Answer(id: id, line: line)) }
      if current.isKey("method") { name = current.value.string }
      if current.isKey("params") { params = current.value }
      member = current.next
    }
    if let name, let params { return try event(name, params).map { .event($0) } }
    // What the server has to say to nobody's request, as when it has too many connections.
    throw try failure(line)
  }

  private static func event(_ name: String, _ params: borrowing JSONView) throws(ClientError) -> SubscriptionEvent? {
    do throws(JSONError) { return try SubscriptionEvent(notification: name, params) } catch {
      throw .protocolViolation("the server's \(name) is not understood: \(error.path): \(error.message)")
    }
  }

  private static func failure(_ line: [UInt8]) throws(ClientError) -> ClientError {
    do throws(ClientError) {
      _ = try result(of: JSON.self, line)
    } catch {
      return error
    }
    return .protocolViolation("the server answered what was not asked")
  }
}
