import CalibraxAPI
import CalibraxModel

/// A series whose samples are followed as they come.
struct FollowedSeries {
  /// The samples that are kept: enough for every chart, few enough for any number of series.
  static let room = 2_000

  private(set) var head: SeriesHead
  private(set) var points: [Sample] = []
  /// How fast it grows, which a progress bar tells.
  private(set) var rate = Rate()
  /// The samples that the server had when it was asked, and those that it has told of since.
  private var count: Int?

  init(_ head: SeriesHead) {
    self.head = head
  }

  /// Whether a bar shows it instead of a line.
  var isProgress: Bool { head.scale?.progress == true }

  /// Begins with what the server answered.
  mutating func fill(_ head: SeriesHead, _ result: QuerySeries.Result, at now: Double) {
    self.head = head
    points = result.points
    count = result.total
    note(head.last, now)
  }

  /// Takes samples that a server tells of.
  ///
  /// - Returns: Whether they go on where it stands; if not, the server has to be asked again.
  mutating func take(_ part: SamplesEvent.Part, at now: Double) -> Bool {
    guard let count, part.first <= count else { return false }
    let new = part.points.dropFirst(count - part.first)
    guard let last = new.last else { return true }
    self.count = count + new.count
    points += new
    head.last = last
    if points.count > 2 * Self.room { points = points.sortedByAt().reduced(to: Self.room) }
    // Each of them, for a loop may have ended and begun again among them.
    for sample in new { note(sample, now) }
    return true
  }

  private mutating func note(_ sample: Sample?, _ now: Double) {
    if isProgress, let sample { rate.note(sample.value, at: now) }
  }
}
