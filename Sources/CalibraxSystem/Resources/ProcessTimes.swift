import Glibc

/// The time on the CPU that a process has had, of `/proc/PID/stat`.
struct ProcessTimes: Equatable {
  /// When it was started, in ticks since the machine was; a later process of the same number has another.
  let start: UInt64
  /// How long it was on the CPU, in ticks.
  let busy: UInt64

  /// Reads `/proc/PID/stat`; `nil` when it is another text.
  init?(stat: String) {
    // The name stands in parentheses and may hold spaces and parentheses itself.
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[end...].dropFirst().split(whereSeparator: \.isWhitespace)
    // Fields 14, 15 and 22 of proc(5); the first behind the name is the third.
    guard fields.count > 19, let user = UInt64(fields[11]), let system = UInt64(fields[12]),
      let start = UInt64(fields[19])
    else { return nil }
    (busy, self.start) = (user &+ system, start)
  }

  /// The percentage of one CPU since an earlier reading; `nil` when it does not follow from these.
  ///
  /// - Parameters:
  ///   - elapsed: Seconds between the two.
  ///   - ticksPerSecond: The kernel's unit.
  func percent(since earlier: ProcessTimes, elapsed: Double, ticksPerSecond: Int = sysconf(Int32(_SC_CLK_TCK)))
    -> Double?
  {
    guard start == earlier.start, busy >= earlier.busy, elapsed > 0, ticksPerSecond > 0 else { return nil }
    return 100 * Double(busy - earlier.busy) / Double(ticksPerSecond) / elapsed
  }
}
