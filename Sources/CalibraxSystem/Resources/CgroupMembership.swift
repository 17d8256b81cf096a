/// The cgroup that a process is in, for some of the controllers: a line of `/proc/PID/cgroup`.
struct CgroupMembership: Equatable {
  /// `cpu`, `cpuacct`; none stand for all that no other line has: version 2.
  let controllers: [String]
  /// The path below the root of the hierarchy, `/system.slice/calibrax.service`.
  let path: String

  /// The lines of `/proc/PID/cgroup`; others are left out.
  static func parse(_ text: String) -> [CgroupMembership] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, fields[2].hasPrefix("/") else { return nil }
      return CgroupMembership(controllers: fields[1].split(separator: ",").map { String($0) }, path: String(fields[2]))
    }
  }
}
