/// How much memory is used of what may be used.
struct MemoryUsage: Equatable {
  /// Bytes in use that could not be had without writing to a disk or ending something.
  let used: UInt64
  /// Bytes there are.
  let total: UInt64

  /// `nil` when more is used than there is, or there is none.
  init?(used: UInt64, total: UInt64) {
    guard used <= total, total > 0 else { return nil }
    (self.used, self.total) = (used, total)
  }

  /// The share that is used, 0...100.
  var percent: Double { 100 * Double(used) / Double(total) }
}

extension KernelFiles {
  /// How much memory is used of what a process may use; `nil` when that cannot be read.
  func memoryUsage(_ groups: CgroupTable) -> MemoryUsage? {
    guard let machine = text("/proc/meminfo").map({ NamedNumbers($0) }),
      let total = kilobytes(machine["MemTotal"])
    else { return nil }
    if let group = groups["memory"], let (directory, limit) = strictestLimit(group), limit < total {
      // A group is over its limit for a moment, until its pages are taken from it.
      return memoryUsed(in: directory, version: group.version).flatMap {
        MemoryUsage(used: min($0, limit), total: limit)
      }
    }
    guard let available = kilobytes(machine["MemAvailable"]), available <= total else { return nil }
    return MemoryUsage(used: total - available, total: total)
  }

  private func kilobytes(_ count: UInt64?) -> UInt64? {
    count.map { $0.multipliedReportingOverflow(by: 1_024) }.flatMap { $0.overflow ? nil : $0.partialValue }
  }

  private func strictestLimit(_ group: Cgroup) -> (directory: String, limit: UInt64)? {
    let name = group.version == 2 ? "/memory.max" : "/memory.limit_in_bytes"
    // Of two with the same limit the outer one holds more, and reaches it first.
    return group.directories.compactMap { directory in number(directory + name).map { (directory, $0) } }
      .min { $0.1 < $1.1 }
  }

  /// Without the file pages that have not been looked at lately: they are given up as soon as memory is needed.
  private func memoryUsed(in directory: String, version: Int) -> UInt64? {
    let (use, cache) =
      version == 2
      ? ("/memory.current", "inactive_file") : ("/memory.usage_in_bytes", "total_inactive_file")
    guard let used = number(directory + use),
      let inactive = text(directory + "/memory.stat").flatMap({ NamedNumbers($0)[cache] })
    else { return nil }
    // The two are not counted at the same moment.
    return used - min(used, inactive)
  }
}
