/// Pauses between attempts, each up to twice as long as the one before, and not the same in every process.
package struct Backoff: Sendable {
  /// Seconds of the first pause, at most.
  package var first = 0.05
  /// Seconds of the longest pause.
  package var longest: Double
  /// How many pauses there were since an attempt succeeded.
  package private(set) var attempts = 0

  package init(longest: Double = 5) {
    self.longest = longest
  }

  /// The next pause, in seconds.
  package mutating func next() -> Double {
    var pause = first
    for _ in 0..<attempts where pause < longest { pause *= 2 }
    attempts += 1
    return min(pause, longest) * Double.random(in: 0.5...1)
  }

  /// An attempt succeeded.
  package mutating func reset() {
    attempts = 0
  }
}
