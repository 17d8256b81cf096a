import CalibraxAPI
public import CalibraxJSON
public import CalibraxRPC

/// A client that waits for each answer: for command lines and threads of one's own.
public final class BlockingClient {
  private let stream: any ByteStream
  private let timeout: Double?
  private var calls: CallTable

  /// Connects to a server.
  ///
  /// - Parameters:
  ///   - timeout: Seconds that an answer may take; `nil` for as long as it takes.
  ///   - fillsEnvironment: As ``Client/Options/fillsEnvironment``.
  ///   - token: As ``Client/Options/token``.
  /// - Throws: ``ClientError/unreachable(_:)``, and ``ClientError/refused(_:)`` when the token is none of the server's.
  public convenience init(
    _ address: ServerAddress, timeout: Double? = nil, fillsEnvironment: Bool = true, token: String? = nil
  ) throws(ClientError) {
    self.init(over: try ClientSocket(address), timeout: timeout, fillsEnvironment: fillsEnvironment)
    if let token { try authenticate(token) }
  }

  /// A client of whatever answers at the other end of a stream.
  public init(over stream: any ByteStream, timeout: Double? = nil, fillsEnvironment: Bool = true) {
    self.stream = stream
    self.timeout = timeout
    calls = CallTable(fillsEnvironment: fillsEnvironment)
  }

  /// Calls a method and waits for its result.
  ///
  /// - Throws: ``ClientError``.
  public func call<M: Method>(_ method: M.Type, _ params: M.Params = M.Params()) throws(ClientError) -> M.Result {
    let (id, line) = calls.request(method, params)
    return try CallTable.result(of: M.Result.self, try answer(to: id, line))
  }

  /// Calls a method by name, with parameters and a result of any shape. They are sent as they are.
  ///
  /// - Throws: ``ClientError``.
  public func call(_ name: String, _ params: JSON = [:]) throws(ClientError) -> JSON {
    let (id, line) = calls.request(name) { params.write(to: &$0) }
    return try CallTable.result(of: JSON.self, try answer(to: id, line))
  }

  /// Shows the server a token.
  func authenticate(_ token: String) throws(ClientError) {
    var params = Authenticate.Params()
    params.token = token
    _ = try call(Authenticate.self, params)
  }

  private func answer(to id: CallTable.ID, _ line: [UInt8]) throws(ClientError) -> [UInt8] {
    try stream.send(line)
    let deadline = timeout.map { monotonicSeconds() + $0 }
    while true {
      guard let bytes = try stream.receive(until: deadline) else { throw .timeout(seconds: timeout ?? 0) }
      // An answer with another id is to a call that was given up.
      if let answer = try calls.receive(bytes).first(where: { $0.id == id }) { return answer.line }
    }
  }
}
