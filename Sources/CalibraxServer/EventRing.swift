import CalibraxAPI
import CalibraxModel
import CalibraxStore

/// What happened lately, numbered, so that whoever wants to be told can be told from any of it on. What is too old is
/// forgotten; nobody who is slow holds it up.
struct EventRing: Sendable {
  /// Something that happened.
  enum Event {
    /// Samples of a series were recorded: which of the kept points, and how many of the series came before them.
    case samples(series: Int, first: Int, points: Range<Int>)
    /// An execution began, ended or was lost: JSON.
    case execution(id: String, pipeline: String, [UInt8])
    /// A run was stored: JSON.
    case run([UInt8])
    /// An alert was raised, or something became of it.
    case alert(Alert)

    var topic: Topic {
      switch self {
      case .samples: .samples
      case .execution: .executions
      case .run: .runs
      case .alert: .alerts
      }
    }
  }

  private var events = Ring<Event>(capacity: 1 << 16)
  private var points = Ring<Sample>(capacity: 1 << 18)

  /// The number of the next event; the first is 1.
  var next: Int { events.end + 1 }

  /// The number of the first event that is kept.
  var first: Int { events.start + 1 }

  mutating func append(_ event: Event) { events.append(event) }

  /// Samples of a series were recorded one after another.
  mutating func append(_ samples: ArraySlice<SeriesStore.Recorded>, of series: Int, first: Int) {
    let start = points.end
    for sample in samples { points.append(sample.sample) }
    events.append(.samples(series: series, first: first, points: start..<points.end))
  }

  /// The event of a number; `nil` when it is not kept.
  subscript(seq: Int) -> Event? {
    guard let event = events[seq - 1] else { return nil }
    if case .samples(_, _, let range) = event, range.lowerBound < points.start { return nil }
    return event
  }

  /// The points of an event that is kept.
  func points(_ range: Range<Int>) -> [Sample] { range.compactMap { points[$0] } }
}

/// The last so many of what was appended.
private struct Ring<Element: Sendable>: Sendable {
  private let capacity: Int
  private var elements: [Element] = []
  /// How many were appended in all.
  private(set) var end = 0

  /// - Parameter capacity: A power of two.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The place of the first that is kept.
  var start: Int { max(0, end - capacity) }

  mutating func append(_ element: Element) {
    if elements.count < capacity { elements.append(element) } else { elements[end & (capacity - 1)] = element }
    end += 1
  }

  subscript(place: Int) -> Element? {
    place >= start && place < end ? elements[place & (capacity - 1)] : nil
  }
}
