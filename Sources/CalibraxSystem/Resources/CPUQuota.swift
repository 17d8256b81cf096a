/// How much time on the CPU a cgroup may have.
struct CPUQuota: Equatable {
  /// How many CPUs it may keep busy, 1.5.
  let cores: Double

  /// Reads `cpu.max` of version 2: `150000 100000`; `nil` when it is `max` or another text.
  init?(max text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let quota = Double(words[0]), let period = Double(words[1]) else { return nil }
    self.init(quota: quota, period: period)
  }

  /// Takes `cpu.cfs_quota_us` and `cpu.cfs_period_us` of version 1; `nil` when there is no quota, -1, or other text.
  init?(quota: String, period: String) {
    func number(_ text: String) -> Double? {
      text.split(whereSeparator: \.isWhitespace).first.flatMap { Int64($0) }.map { Double($0) }
    }
    guard let quota = number(quota), let period = number(period) else { return nil }
    self.init(quota: quota, period: period)
  }

  private init?(quota: Double, period: Double) {
    guard quota > 0, period > 0, quota.isFinite, period.isFinite else { return nil }
    cores = quota / period
  }
}
