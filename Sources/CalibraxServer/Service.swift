import CalibraxAPI
import CalibraxJSON
import CalibraxNet
import CalibraxRPC
import CalibraxStore

/// Turns lines into calls and results into responses. It does no I/O: what must be stored or takes long it hands out as
/// ``Work``, and is told when that is done.
public struct Service: ~Copyable {
  private var parser: JSONParser
  /// What the methods work on, and the methods.
  var calls: CallTable

  /// A service with every method of the protocol.
  public init(state: State, limits: ServerLimits) {
    parser = JSONParser(limits: limits.json)
    calls = CallTable(state: state, limits: limits)
  }

  /// Handles a line of a connection.
  ///
  /// - Parameters:
  ///   - output: Takes the responses that can leave now.
  ///   - start: Is given what the line has started.
  /// - Returns: `false` when the line, or the rest of a batch, must come again after something in flight is done.
  public mutating func receive(
    _ line: Span<UInt8>, session: inout Session, output: inout [UInt8], start: (Work) -> Void
  ) -> Bool {
    Self.receive(line, &parser, &calls, &session, &output, start)
  }

  /// The view that the parser returns holds on to the parser alone, so that the calls may change beside it.
  private static func receive(
    _ line: Span<UInt8>, _ parser: inout JSONParser, _ calls: inout CallTable, _ session: inout Session,
    _ output: inout [UInt8], _ start: (Work) -> Void
  ) -> Bool {
    if session.batch == nil && calls.record(line, &session) { return true }
    if session.batch != nil { return goOn(&parser, &calls, &session, &output, start) }
    let json: JSONView
    do throws(JSONSyntaxError) {
      json = try parser.parse(line)
    } catch {
      return calls.reply(to: .null, error: RPCError(syntax: error), &session, &output)
    }
    return json.kind == .array
      ? calls.batch(json, &session, &output, start) : calls.request(json, &session, &output, start)
  }

  /// Goes on with the batch that is the connection's next line. Only what is left of it is read again.
  private static func goOn(
    _ parser: inout JSONParser, _ calls: inout CallTable, _ session: inout Session, _ output: inout [UInt8],
    _ start: (Work) -> Void
  ) -> Bool {
    guard let place = session.batch?.place else { return true }
    while let request = session.batch?.rest.last {
      // It has been read before, as a part of the line.
      guard let json = try? parser.parse(request.span) else { preconditionFailure("a part of JSON is not JSON") }
      guard calls.part(json, of: place, &session, &output, start) else { return false }
      session.batch?.rest.removeLast()
    }
    return calls.complete(batch: place, &session, &output)
  }

  /// Answers a line that was longer than the limit. `false` when it must come again.
  public mutating func refuseTooLong(session: inout Session, output: inout [UInt8]) -> Bool {
    let limit = calls.limits.net.line
    let error = RPCError(
      .limitExceeded, "The line is longer than \(limit) bytes; it was skipped.", hint: "Send the document in parts.")
    return calls.reply(to: .null, error: error, &session, &output)
  }

  /// Takes in that work is done: its response leaves when its turn comes.
  public func finish(_ work: Work, response: [UInt8], session: inout Session, output: inout [UInt8]) {
    if work.write != nil { session.pendingWrites -= 1 }
    if work.ticket == nil { session.notifications -= 1 }
    if let ticket = work.ticket {
      session.replies.fill(ticket, response)
      session.replies.drain(into: &output)
    }
  }
}

extension RPCError {
  fileprivate init(syntax error: JSONSyntaxError) {
    self.init(
      error.kind == .size ? .limitExceeded : .parseError, "The line is not usable JSON: \(error).",
      hint: "Send one JSON text a line, in UTF-8.")
  }
}
