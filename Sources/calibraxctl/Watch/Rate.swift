/// How much a value gains in a second, by what it was in the last while.
struct Rate {
  /// Seconds that count.
  private static let span = 30.0
  private static let shortest = 2.0

  private var notes: [(time: Double, value: Double)] = []

  /// The value at a moment, seconds of any clock.
  mutating func note(_ value: Double, at now: Double) {
    // What falls back begins anew, as a loop does that is run again.
    if let last = notes.last, value < last.value { notes = [] }
    notes.append((now, value))
    // One from before is kept, as the value stood there when the while began.
    if let first = notes.lastIndex(where: { $0.time < now - Self.span }) { notes.removeFirst(first) }
    if notes.count > 1_000 {
      notes = notes.enumerated().filter { $0.offset % 2 == 0 || $0.offset == 1_000 }.map(\.element)
    }
  }

  /// The gain in a second; `nil` when it was not looked at for long enough.
  func perSecond(at now: Double) -> Double? {
    guard let first = notes.first, let last = notes.last, now - first.time >= Self.shortest else { return nil }
    return (last.value - first.value) / (now - first.time)
  }
}
