import CalibraxJSON
import CalibraxRPC
import CalibraxStore

/// Answers to requests that recorded something, which wait until the log has it.
struct HeldReplies {
  /// The commit they wait for.
  let commit: Int
  /// Whole lines, in the order of their requests.
  var lines: [UInt8] = []
  /// The requests that the lines answer.
  var ids: [RequestID] = []
  /// Answers to requests of batches.
  var parts: [Part] = []

  struct Part {
    var ticket: ReplyQueue.Ticket
    var id: RequestID
    var response: [UInt8]
  }

  /// How many requests they answer.
  var count: Int { ids.count + parts.count }
}

extension CallTable {
  /// Keeps an answer until the log has what was recorded.
  @inline(__always)
  mutating func hold(_ session: inout Session, _ body: (inout HeldReplies) -> Void) {
    let unsettled = state.series.unsettled
    if session.held.last?.commit != unsettled { session.held.append(HeldReplies(commit: unsettled)) }
    body(&session.held[session.held.count - 1])
    if state.series.isStagedLarge { commit() }
  }

  /// Answers what is held, committing what was recorded if that may be done here.
  ///
  /// - Returns: `false` when it has to wait.
  mutating func settles(_ session: inout Session, _ output: inout [UInt8]) -> Bool {
    if session.held.isEmpty { return true }
    commit()
    settle(&session, &output)
    return session.held.isEmpty
  }

  /// Commits what was recorded if that need not wait for the disk.
  mutating func commit() {
    guard state.series.durability == .everysec, state.series.hasStaged else { return }
    state.series.commit()
    state.takeRecorded()
  }

  /// Answers what is held and does not have to wait any more.
  // Mutating, or each call from a closure would copy the table.
  mutating func settle(_ session: inout Session, _ output: inout [UInt8]) {
    while let held = session.held.first, held.commit <= state.series.settled {
      session.held.removeFirst()
      let failure = state.series.failure(of: held.commit).map { RPCError(StoreError.unwritable($0)) }
      if let failure {
        for id in held.ids {
          output += Self.response(to: id, error: failure)
          output.append(UInt8(ascii: "\n"))
        }
      } else {
        output += held.lines
      }
      for part in held.parts {
        session.replies.fill(part.ticket, failure.map { Self.response(to: part.id, error: $0) } ?? part.response)
      }
    }
    if session.held.isEmpty { session.replies.drain(into: &output) }
  }

  private static func response(to id: RequestID, error: RPCError) -> [UInt8] {
    var writer = JSONWriter()
    writer.response(to: id, error: error)
    return writer.bytes
  }
}
