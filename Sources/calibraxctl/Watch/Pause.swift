import Glibc
import CalibraxModel

/// Sleeps until a moment, at most a second.
func sleep(until moment: ContinuousClock.Instant) {
  usleep(UInt32(microseconds(from: .now, to: moment)))
}

/// The time from a moment to another one, from none to that of a second.
func microseconds(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) -> Int {
  Int(clamping: min(1e6, max(0, (end - start) / .microseconds(1))))
}
