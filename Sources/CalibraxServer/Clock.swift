public import CalibraxModel
import CalibraxSystem
import Glibc

/// The time, handed in so that tests can choose it.
public struct Clock: Sendable {
  /// The moment it is.
  public var now: @Sendable () -> Timestamp
  /// Seconds of a clock that never jumps.
  public var uptime: @Sendable () -> Double

  /// A clock of one's own.
  public init(now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Double) {
    self.now = now
    self.uptime = uptime
  }

  /// The machine's.
  public static let system = Clock(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    },
    uptime: CalibraxSystem.uptime)
}
