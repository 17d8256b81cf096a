/// What has been used of the CPU that may be used.
enum CPUUsage: Equatable {
  /// Nothing but the machine sets a limit.
  case machine(MachineTimes)
  /// A cgroup sets a lower one: its directory, how many CPUs, and the seconds it has used of them.
  case group(String, cores: Double, seconds: Double)

  /// The percentage of what could be used since an earlier reading; `nil` when it does not follow from these.
  ///
  /// - Parameter elapsed: Seconds between the two.
  func percent(since earlier: CPUUsage, elapsed: Double) -> Double? {
    switch (self, earlier) {
    case (.machine(let now), .machine(let before)):
      return now.percent(since: before)
    case (.group(let directory, let cores, let now), .group(let earlierDirectory, _, let before)):
      guard directory == earlierDirectory, now >= before, elapsed > 0 else { return nil }
      // A group may save up time and use it in a burst.
      return min(100, 100 * (now - before) / (elapsed * cores))
    default:
      return nil
    }
  }
}

extension KernelFiles {
  /// What has been used of the CPU that a process may use; `nil` when that cannot be read.
  func cpuUsage(_ groups: CgroupTable) -> CPUUsage? {
    let machine = text("/proc/stat").flatMap { MachineTimes(stat: $0) }
    if let (directory, quota) = strictestQuota(groups), quota.cores < Double(machine?.count ?? .max) {
      return secondsUsed(in: directory, groups).map { .group(directory, cores: quota.cores, seconds: $0) }
    }
    return machine.map { .machine($0) }
  }

  private func strictestQuota(_ groups: CgroupTable) -> (directory: String, quota: CPUQuota)? {
    guard let group = groups["cpu"] else { return nil }
    let quotas = group.directories.compactMap { directory in
      quota(of: directory, version: group.version).map { (directory, $0) }
    }
    return quotas.min { $0.1.cores < $1.1.cores }
  }

  private func quota(of directory: String, version: Int) -> CPUQuota? {
    if version == 2 { return text(directory + "/cpu.max").flatMap { CPUQuota(max: $0) } }
    guard let quota = text(directory + "/cpu.cfs_quota_us"), let period = text(directory + "/cpu.cfs_period_us")
    else { return nil }
    return CPUQuota(quota: quota, period: period)
  }

  private func secondsUsed(in directory: String, _ groups: CgroupTable) -> Double? {
    guard let group = groups["cpu"] else { return nil }
    if group.version == 2 {
      return text(directory + "/cpu.stat").flatMap { NamedNumbers($0)["usage_usec"] }.map { Double($0) / 1e6 }
    }
    // The controller that counts may be mounted elsewhere than the one that limits; the group is at the same path.
    guard let counting = groups["cpuacct"]?.mountPoint else { return nil }
    return number(counting + directory.dropFirst(group.mountPoint.count) + "/cpuacct.usage").map { Double($0) / 1e9 }
  }
}
