import CalibraxModel
import Glibc

/// The times of day of Unix seconds, UTC.
enum ClockText {
  /// Steps of a clock's face, in seconds.
  private static let steps: [Double] =
    [1, 2, 5, 10, 15, 30] + [1, 2, 5, 10, 15, 30].map { $0 * 60 } + [1, 2, 3, 6, 12].map { $0 * 3_600 }

  /// The smallest step that is not below a number of seconds.
  static func step(atLeast seconds: Double) -> Double {
    if seconds < 1 { return roundStep(atLeast: seconds) }
    return steps.first { $0 >= seconds } ?? roundStep(atLeast: seconds / 86_400) * 86_400
  }

  /// What is shown at a mark: no more than tells it from the next one.
  static func text(_ seconds: Double, step: Double) -> String {
    let text = timestamp(seconds)
    if step >= 86_400 { return String(text.prefix(10)) }
    if step >= 60 { return String(text.dropFirst(11).prefix(5)) }
    let fraction = seconds - seconds.rounded(.down)
    let behindPoint =
      step < 1 ? fixed(fraction, Int32(min(9, Int(clamping: -log10(step).rounded(.down))))).drop { $0 != "." } : ""
    return String(text.dropFirst(11).prefix(8) + behindPoint)
  }

  /// The day, as `2026-03-01`.
  static func day(_ seconds: Double) -> String { String(timestamp(seconds).prefix(10)) }

  /// Whether an axis can show Unix seconds of these decades.
  static func isPlausible(_ axis: Axis) -> Bool { axis.lower > 1e9 && axis.upper < 1e10 }

  private static func timestamp(_ seconds: Double) -> String {
    Timestamp(microseconds: Int64(Int(clamping: min(1e12, max(0, seconds.rounded(.down)))) * 1_000_000)).text
  }
}
