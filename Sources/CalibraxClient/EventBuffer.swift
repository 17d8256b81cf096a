import CalibraxAPI

/// Events of one subscription that wait for their reader. Those for which there is no room are counted, not kept: a
/// reader that is slow learns how many it missed, and neither takes memory without end nor holds up the connection.
struct EventBuffer {
  /// Samples and other events that are kept at most, but for one event that is larger alone.
  static let room = 100_000

  /// Those to come, the next one last.
  private var outgoing: [Event] = []
  private var incoming: [Event] = []
  private var size = 0
  /// What did not fit behind the others.
  private var missed: (count: Int, nextSeq: Int)?
  /// The number behind the last event that was kept or missed.
  private var end: Int?

  private var isEmpty: Bool { outgoing.isEmpty && incoming.isEmpty }

  mutating func append(_ event: Event) {
    // A sign of life beside other news says nothing.
    if case .heartbeat = event, !isEmpty { return }
    let start = end ?? event.nextSeq - 1
    end = event.nextSeq
    if !isEmpty && size + event.size > Self.room {
      missed = ((missed?.count ?? 0) + max(0, event.nextSeq - start), event.nextSeq)
      return
    }
    tellMissed()
    keep(event)
  }

  /// The next event, oldest first.
  mutating func next() -> Event? {
    if isEmpty { tellMissed() }
    if outgoing.isEmpty {
      outgoing = incoming.reversed()
      incoming = []
    }
    guard let event = outgoing.popLast() else { return nil }
    size -= event.size
    return event
  }

  private mutating func tellMissed() {
    guard let missed else { return }
    self.missed = nil
    keep(.dropped(count: missed.count, nextSeq: missed.nextSeq))
  }

  private mutating func keep(_ event: Event) {
    size += event.size
    incoming.append(event)
  }
}

extension Event {
  /// How much room it takes.
  fileprivate var size: Int {
    guard case .samples(let samples, _) = self else { return 1 }
    return max(1, samples.series.reduce(0) { $0 + $1.points.count })
  }
}
