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
