/// Pauses between attempts, each up to twice as long as the one before, and not the same in every process.
struct Backoff: Sendable {
  /// Seconds of the first pause, at most.
  var first = 0.05
  /// Seconds of the longest pause.
  var longest = 5.0
  /// How many pauses there were since an attempt succeeded.
  private(set) var attempts = 0

  /// The next pause, in seconds.
  mutating func next() -> Double {
    var pause = first
    for _ in 0..<attempts where pause < longest { pause *= 2 }
    attempts += 1
    return min(pause, longest) * Double.random(in: 0.5...1)
  }

  /// An attempt succeeded.
  mutating func reset() {
    attempts = 0
  }
}
