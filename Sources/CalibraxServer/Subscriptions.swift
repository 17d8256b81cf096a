import CalibraxStore
import CalibraxAPI
import CalibraxJSON
import CalibraxModel

/// What a connection wants to be told of, and how far it has been told.
public struct Subscriptions: Sendable {
  /// Subscriptions of a connection at most.
  static let limit = 64
  /// Samples in one notification at most, so that one subscriber's news do not hold up the others.
  fileprivate static let batch = 20_000

  fileprivate struct Subscription {
    var number: Int
    var topics: Set<Topic>
    var filter: EventFilter
    /// The number of the first event that it has not been told of.
    var next: Int
  }

  private var list: [Subscription] = []
  private var lastNumber = 0
  private var quiet = 0

  /// Whether there are none.
  var isEmpty: Bool { list.isEmpty }

  /// How many there are.
  var count: Int { list.count }

  /// Whether there are events that one of them has not been told of.
  func isBehind(_ next: Int) -> Bool { list.contains { $0.next < next } }

  /// Subscribes; the number names it on this connection.
  mutating func add(_ topics: Set<Topic>, _ filter: EventFilter, from next: Int) -> Int {
    lastNumber += 1
    list.append(Subscription(number: lastNumber, topics: topics, filter: filter, next: next))
    return lastNumber
  }

  /// Ends a subscription; `false` when there is none of that number.
  mutating func remove(_ number: Int) -> Bool {
    guard let position = list.firstIndex(where: { $0.number == number }) else { return false }
    list.remove(at: position)
    return true
  }

  /// Writes what the subscribers have not been told of, as long as there is room.
  ///
  /// - Returns: whether that was everything.
  mutating func tell(_ state: borrowing State, room: Int, _ output: inout [UInt8]) -> Bool {
    var isDone = true
    let limit = output.count + room
    for index in list.indices {
      while list[index].next < state.events.next {
        guard output.count < limit else {
          isDone = false
          break
        }
        let before = output.count
        list[index].tell(state, &output)
        if output.count > before { quiet = 0 }
      }
    }
    return isDone
  }

  /// A second has passed.
  ///
  /// - Parameter heartbeat: Seconds without news after which it is told that the connection lives, and how far each has
  ///   been told.
  mutating func tick(heartbeat: Int, _ output: inout [UInt8]) {
    quiet += 1
    guard quiet >= heartbeat else { return }
    quiet = 0
    for subscription in list {
      var heartbeat = HeartbeatNotification()
      heartbeat.subscription = subscription.number
      heartbeat.nextSeq = subscription.next
      output.notify(HeartbeatNotification.name) { heartbeat.write(to: &$0) }
    }
  }
}

extension Subscriptions.Subscription {
  /// Writes one notification or none, and goes on behind the events that it told of.
  fileprivate mutating func tell(_ state: borrowing State, _ output: inout [UInt8]) {
    let events = state.events
    var seq = next
    var parts: [SamplesEvent.Part] = []
    var places: [Int: Int?] = [:]
    var told = 0
    while seq < events.next, told < Subscriptions.batch {
      guard let event = events[seq] else { break }
      if topics.contains(event.topic) {
        switch event {
        case .samples(let series, let first, let range):
          if places[series] == nil {
            let part = part(series, first, state)
            places[series] = .some(part == nil ? nil : parts.count)
            if let part { parts.append(part) }
          }
          if case .some(.some(let place)) = places[series] {
            parts[place].points += events.points(range)
            told += range.count
          }
        case .execution(let id, let pipeline, let json):
          guard matches(id, pipeline) else { break }
          return document(.executions, json, at: seq, parts, &output)
        case .run(let json): return document(.runs, json, at: seq, parts, &output)
        case .alert(let alert):
          guard matches(alert) else { break }
          return document(.alerts, JSONWriter.bytes(of: alert), at: seq, parts, &output)
        }
      }
      seq += 1
    }
    if seq == next {
      // What would be next is forgotten.
      let first = max(events.first, next + 1)
      var seq = first
      while seq < events.next, events[seq] == nil { seq += 1 }
      drop(to: seq, &output)
    } else {
      samples(parts, before: seq, &output)
    }
  }

  /// A series' part of a notification; `nil` when the subscription is not about it.
  private func part(_ series: Int, _ first: Int, _ state: borrowing State) -> SamplesEvent.Part? {
    guard let name = state.series.name(series) else { return nil }
    if let execution = filter.executionID, execution != name.execution { return nil }
    if !filter.keys.isEmpty && !filter.keys.contains(name.key) { return nil }
    var part = SamplesEvent.Part()
    part.series = series
    part.executionID = name.execution
    part.key = name.key
    part.first = first
    return part
  }

  private func matches(_ execution: String, _ pipeline: String) -> Bool {
    (filter.executionID ?? execution) == execution && (filter.pipelineName ?? pipeline) == pipeline
  }

  private func matches(_ alert: Alert) -> Bool {
    (filter.metricName ?? alert.metricName) == alert.metricName && alert.severity >= filter.severity ?? .info
  }

  private mutating func samples(_ parts: [SamplesEvent.Part], before seq: Int, _ output: inout [UInt8]) {
    next = seq
    guard !parts.isEmpty else { return }
    var event = SamplesEvent()
    event.series = parts
    notify(.samples, seq - 1, &output) { event.write(to: &$0) }
  }

  /// Writes an event that stands alone, or what came before it.
  private mutating func document(
    _ topic: Topic, _ json: [UInt8], at seq: Int, _ parts: [SamplesEvent.Part], _ output: inout [UInt8]
  ) {
    samples(parts, before: seq, &output)
    guard parts.isEmpty else { return }
    next = seq + 1
    notify(topic, seq, &output) { $0.raw(json.span) }
  }

  private mutating func drop(to seq: Int, _ output: inout [UInt8]) {
    var dropped = DroppedNotification()
    dropped.subscription = number
    dropped.count = seq - next
    dropped.nextSeq = seq
    output.notify(DroppedNotification.name) { dropped.write(to: &$0) }
    next = seq
  }

  /// Writes an ``EventNotification`` whose data is JSON already.
  private func notify(_ topic: Topic, _ seq: Int, _ output: inout [UInt8], _ data: (inout JSONWriter) -> Void) {
    output.notify(EventNotification.name) { writer in
      writer.raw("{\"subscription\":")
      writer.integer(number)
      writer.raw(",\"seq\":")
      writer.integer(seq)
      writer.raw(",\"topic\":\"")
      writer.bytes += Array(topic.rawValue.utf8)
      writer.raw("\",\"data\":")
      data(&writer)
      writer.raw("}")
    }
  }
}

extension [UInt8] {
  /// Appends a notification, a line.
  fileprivate mutating func notify(_ method: String, _ params: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    swap(&writer.bytes, &self)
    writer.raw("{\"jsonrpc\":\"2.0\",\"method\":")
    writer.string(method)
    writer.raw(",\"params\":")
    params(&writer)
    writer.raw("}\n")
    swap(&writer.bytes, &self)
  }
}
