public import CalibraxModel

/// When something is: for people, and to measure how long.
public struct Moment: Sendable {
  /// The moment, for people.
  public var timestamp: Timestamp
  /// Seconds of a clock that never jumps.
  public var uptime: Double

  /// A moment.
  public init(_ timestamp: Timestamp, uptime: Double) {
    self.timestamp = timestamp
    self.uptime = uptime
  }
}
