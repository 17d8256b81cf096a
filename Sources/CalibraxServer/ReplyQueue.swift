/// The responses of one connection, which leave in the order of their requests whatever order they are ready in.
///
/// Every place that is opened is filled exactly once.
public struct ReplyQueue: Sendable {
  /// A place for a response: that of a request, or of one request of a batch.
  public struct Ticket: Equatable, Sendable {
    let sequence: Int
    let part: Int?
  }

  private enum Place {
    case waiting
    case ready([UInt8])
    case batch(Batch)
  }

  private struct Batch {
    var parts: [[UInt8]?] = []
    var isComplete = false

    var isReady: Bool { isComplete && parts.allSatisfy { $0 != nil } }
  }

  private var places: [Place] = []
  private var first = 0

  /// How many responses wait, for themselves or for those before them.
  public var count: Int { places.count }

  /// Whether the last place is that of a batch which is not complete.
  var isOpenBatch: Bool {
    if case .batch(let batch) = places.last { !batch.isComplete } else { false }
  }

  /// Opens a place for a response.
  mutating func open() -> Ticket {
    places.append(.waiting)
    return Ticket(sequence: first + places.count - 1, part: nil)
  }

  /// Opens a place for the responses of a batch; it stays open until the batch is complete.
  mutating func openBatch() -> Int {
    places.append(.batch(Batch()))
    return first + places.count - 1
  }

  /// Opens a place for one response of a batch.
  mutating func openPart(of batch: Int) -> Ticket {
    var part = 0
    change(batch) { batch in
      part = batch.parts.count
      batch.parts.append(nil)
    }
    return Ticket(sequence: batch, part: part)
  }

  /// No more responses will come to the batch than have a place.
  mutating func complete(batch: Int) {
    change(batch) { $0.isComplete = true }
  }

  /// Fills a place.
  mutating func fill(_ ticket: Ticket, _ bytes: [UInt8]) {
    let index = ticket.sequence - first
    guard let part = ticket.part else {
      guard case .waiting = places[index] else { preconditionFailure("a request was answered twice") }
      places[index] = .ready(bytes)
      return
    }
    change(ticket.sequence) { batch in
      precondition(batch.parts[part] == nil, "a request was answered twice")
      batch.parts[part] = bytes
    }
  }

  private mutating func change(_ sequence: Int, _ body: (inout Batch) -> Void) {
    guard case .batch(var batch) = places[sequence - first] else { preconditionFailure("not a batch") }
    body(&batch)
    places[sequence - first] = .batch(batch)
  }

  /// Moves the responses whose turn has come, each a line, to the output.
  mutating func drain(into output: inout [UInt8]) {
    var done = 0
    leave: for place in places {
      switch place {
      case .waiting: break leave
      case .ready(let bytes):
        output += bytes
        output.append(UInt8(ascii: "\n"))
      case .batch(let batch):
        guard batch.isReady else { break leave }
        // A batch of notifications only is not answered.
        if !batch.parts.isEmpty {
          output.append(UInt8(ascii: "["))
          output += batch.parts.compactMap { $0 }.joined(separator: [UInt8(ascii: ",")])
          output += Array("]\n".utf8)
        }
      }
      done += 1
    }
    places.removeFirst(done)
    first += done
  }
}
