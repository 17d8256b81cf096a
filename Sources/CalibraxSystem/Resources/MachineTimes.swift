/// The time that all CPUs together have had, of `/proc/stat`.
struct MachineTimes: Equatable {
  /// How long they worked, in ticks; what a hypervisor took counts, as with psutil.
  let busy: UInt64
  /// How long they had nothing to do, or waited for a disk, in ticks.
  let idle: UInt64
  /// How many CPUs there are.
  let count: Int

  /// Reads `/proc/stat`; `nil` when it is another text.
  init?(stat: String) {
    let lines = stat.split(separator: "\n").prefix { $0.hasPrefix("cpu") }
    guard let fields = lines.first?.split(separator: " "), fields.first == "cpu" else { return nil }
    let ticks = fields.dropFirst().map { UInt64($0) }
    guard ticks.count >= 4, !ticks.contains(nil) else { return nil }
    // user, nice, system, idle, iowait, irq, softirq, steal; what guests had behind these is in user and nice.
    let times = ticks.prefix(8).map { $0 ?? 0 }
    idle = times[3] &+ (times.count > 4 ? times[4] : 0)
    busy = times.reduce(0, &+) &- idle
    count = lines.count - 1
  }

  /// The percentage of the time since an earlier reading that they worked; `nil` when it does not follow from these.
  func percent(since earlier: MachineTimes) -> Double? {
    // The time of waiting for a disk is known to go back.
    guard busy >= earlier.busy, idle >= earlier.idle else { return nil }
    let (worked, rested) = (Double(busy - earlier.busy), Double(idle - earlier.idle))
    return worked + rested > 0 ? 100 * worked / (worked + rested) : nil
  }
}
