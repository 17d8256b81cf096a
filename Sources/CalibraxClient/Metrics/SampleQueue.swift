import CalibraxModel

/// A sample with the number of its series in this client.
struct QueuedSample: BitwiseCopyable, Equatable {
  var series: Int
  var sample: Sample
}

/// The samples that wait for delivery, of which there is a bound. Beyond it the oldest of throttled metrics go, whose
/// next ones say nearly the same; then the oldest at all.
struct SampleQueue: Sendable {
  /// All that was appended before some moment.
  struct Mark: Equatable {
    fileprivate var throttled: Int
    fileprivate var exact: Int
  }

  let bound: Int
  private var throttled = Ring<QueuedSample>()
  private var exact = Ring<QueuedSample>()
  /// How many were taken and are not settled yet.
  private var underway = 0
  /// How many have been dropped.
  private(set) var dropped = 0
  private var told = 0
  private var isDropping = false

  init(bound: Int) {
    self.bound = bound
  }

  var count: Int { throttled.count + exact.count }

  mutating func append(_ sample: QueuedSample, isThrottled: Bool) {
    if isThrottled { throttled.append(sample) } else { exact.append(sample) }
    if count + underway > bound { dropOldest() }
  }

  private mutating func dropOldest() {
    if throttled.isEmpty { exact.drop(1) } else { throttled.drop(1) }
    dropped += 1
  }

  /// Takes out the oldest, at most so many; those of a series stay in order.
  mutating func take(_ most: Int) -> [QueuedSample] {
    var taken = Array(throttled.removeFirst(most))
    taken += exact.removeFirst(most - taken.count)
    underway += taken.count
    return taken
  }

  /// Tells that samples which were taken are delivered or given up.
  mutating func settle(_ count: Int) {
    underway -= count
  }

  /// All that was appended so far.
  var mark: Mark { Mark(throttled: throttled.appended, exact: exact.appended) }

  /// Whether all of it was taken or dropped.
  func hasPassed(_ mark: Mark) -> Bool {
    throttled.removed >= mark.throttled && exact.removed >= mark.exact
  }

  /// What to tell people, when samples begin to be dropped and when all that waited are gone.
  mutating func tellOfDropping() -> String? {
    if !isDropping, dropped > told {
      isDropping = true
      return "\(bound) samples wait, which is the most that are kept; the oldest are dropped"
    }
    guard isDropping, count == 0 else { return nil }
    defer { told = dropped }
    isDropping = false
    return "\(dropped - told) samples were dropped"
  }
}
