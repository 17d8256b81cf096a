import CalibraxModel

/// Thins out a stream of samples: the first goes out at once and opens a window, in which newer samples replace each
/// other; the newest goes out when the window ends, and opens the next one.
///
/// What goes out does not depend on how soon after a window's end it is asked for.
struct Throttle: Sendable {
  /// What becomes of a sample that was offered.
  enum Decision: Equatable {
    /// It goes out.
    case passed
    /// It waits for the end of the window.
    case held
    /// It waits instead of an older one, which never goes out.
    case replaced
    /// A window had ended: the one that waited goes out, and the new one waits.
    case heldAfter(Sample)
    /// Windows had ended: the one that waited goes out, and then the new one.
    case passedAfter(Sample)
  }

  private let window: Double
  private var windowEnd = -Double.infinity
  private var held: Sample?

  /// - Parameter rate: Samples a second at most.
  init(rate: Double) {
    window = 1 / rate
  }

  /// When the sample that waits goes out; `nil` when none does.
  var deadline: Double? { held == nil ? nil : windowEnd }

  /// Decides on a sample.
  ///
  /// - Parameter now: Seconds of a clock that never jumps.
  mutating func offer(_ sample: Sample, at now: Double) -> Decision {
    if now < windowEnd {
      defer { held = sample }
      return held == nil ? .held : .replaced
    }
    let due = due(at: now)
    if let due, now < windowEnd {
      held = sample
      return .heldAfter(due)
    }
    windowEnd = now + window
    return due.map(Decision.passedAfter) ?? .passed
  }

  /// Takes out the sample that waits, if its window has ended.
  mutating func due(at now: Double) -> Sample? {
    guard held != nil, now >= windowEnd else { return nil }
    windowEnd += window
    return release()
  }

  /// Takes out the sample that waits, without waiting any longer.
  mutating func release() -> Sample? {
    defer { held = nil }
    return held
  }
}
