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

  /// - Parameter fillsEnvironment: Whether a run that is ingested without an environment gets this machine's.
  init(fillsEnvironment: Bool) {
    self.fillsEnvironment = fillsEnvironment
  }

  /// The line of a request and the id that its answer will carry.
  mutating func request<M: Method>(_ method: M.Type, _ params: M.Params) -> (id: ID, line: [UInt8]) {
    guard fillsEnvironment, var ingest = params as? Ingest.Params else {
      return request(M.name) { params.write(to: &$0) }
    }
    ingest.run = ingest.run.fingerprinted()
    return request(M.name) { ingest.write(to: &$0) }
  }

  /// The line of a request with parameters that are JSON already.
  mutating func request(_ name: String, params: (inout JSONWriter) -> Void) -> (id: ID, line: [UInt8]) {
    lastID += 1
    var writer = JSONWriter()
    writer.raw("{\"jsonrpc\":\"2.0\",\"id\":")
    writer.integer(lastID)
    writer.raw(",\"method\":")
    writer.string(name)
    writer.raw(",\"params\":")
    params(&writer)
    writer.raw("}\n")
    return (lastID, writer.bytes)
  }

  /// Takes in bytes and returns the answers that are whole now.
  mutating func receive(_ bytes: some Sequence<UInt8>) throws(ClientError) -> [Answer] {
    framer.append(contentsOf: bytes)
    var answers: [Answer] = []
    var start = 0
    while let end = framer[max(scanned, start)...].firstIndex(of: 0x0A) {
      answers.append(try Self.answer(Array(framer[start..<end])))
      start = end + 1
      scanned = start
    }
    framer.removeSubrange(0..<start)
    scanned = framer.count
    return answers
  }

  /// The connection is gone, and with it the rest of what had begun to come.
  mutating func forgetPartialLine() {
    framer = []
    scanned = 0
  }

  private static func answer(_ line: [UInt8]) throws(ClientError) -> Answer {
    var parser = JSONParser(limits: .unlimited)
    do throws(JSONSyntaxError) {
      let json = try parser.parse(line.span)
      var member = json.firstMember
      while let current = member {
        if current.key == "id", let id = current.value.integer { return Answer(id: id, line: line) }
        member = current.next
      }
    } catch {
      throw .protocolViolation("the server sent what is not JSON: \(error)")
    }
    // What the server has to say to nobody's request, as when it has too many connections.
    throw try failure(line)
  }

  private static func failure(_ line: [UInt8]) throws(ClientError) -> ClientError {
    do throws(ClientError) {
      _ = try result(of: JSON.self, line)
    } catch {
      return error
    }
    return .protocolViolation("the server answered what was not asked")
  }

  /// The result that a response carries.
  static func result<Value: JSONReadable>(of type: Value.Type, _ line: [UInt8]) throws(ClientError) -> Value {
    var parser = JSONParser(limits: .unlimited)
    let response: Response<Value>
    do throws(JSONError) {
      response = try parser.decode(Response<Value>.self, from: line)
    } catch {
      throw .protocolViolation("the server's answer is not understood: \(error.path): \(error.message)")
    }
    if let error = response.error { throw .refused(error) }
    guard let result = response.result else { throw .protocolViolation("a response without result or error") }
    return result
  }
}

extension JSONParser.Limits {
  /// A client trusts the size of what its own server answers.
  static var unlimited: JSONParser.Limits {
    var limits = JSONParser.Limits()
    limits.values = .max
    return limits
  }
}

/// A response as far as the client reads it.
private struct Response<Value: JSONReadable>: JSONReadable {
  var result: Value?
  var error: RPCError?

  init(json: borrowing JSONView) throws(JSONError) {
    var member = json.firstMember
    while let current = member {
      switch current.key {
      case "result": result = try Value(json: current.value)
      case "error": error = RPCError(response: JSON(current.value))
      default: break
      }
      member = current.next
    }
  }

  static var schema: JSON { [:] }
}

extension RPCError {
  /// The error that a response carries.
  fileprivate init(response: JSON) {
    let code = response["code"]?.double.flatMap { Code(rawValue: Int($0)) } ?? .internalError
    self.init(
      code, response["message"]?.string ?? "unknown error", path: response["data"]?["path"]?.string,
      hint: response["data"]?["hint"]?.string)
  }
}
