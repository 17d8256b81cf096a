import CalibraxSystem
import CalibraxTestSupport

/// The files of a machine with 4 CPUs and 1,000 MB, laid out in a directory.
struct Machine {
  let directory = TemporaryDirectory()

  init() {
    set("proc/meminfo", "MemTotal: 1024000 kB\nMemFree: 1000 kB\nMemAvailable: 768000 kB\n")
    set("proc/self/status", "Name:\tcalibraxd\nVmHWM:\t   99999 kB\nVmRSS:\t    5120 kB\n")
    set(user: 1_000, idle: 9_000)
    set("proc/self/stat", KernelTextTests.processStat(user: 100, system: 100))
  }

  /// A monitor of it that finds no GPU.
  func monitor(process: Int32? = nil) -> ResourceReader {
    ResourceReader(process: process, root: directory.path, nvml: "/no/such/library.so")
  }

  func set(_ path: String, _ text: String?) {
    if let text { directory.write(text, to: path) } else { directory.remove(path) }
  }

  /// Lets the CPUs have worked and rested for so many ticks.
  func set(user: Int, idle: Int) {
    set("proc/stat", "cpu  \(user) 0 0 \(idle) 0 0 0 0 0 0\n" + (0..<4).map { "cpu\($0) 1 0 0 1\n" }.joined())
  }

  /// Puts the process into a cgroup of version 2.
  func enter(_ group: String) {
    set("proc/self/cgroup", "0::\(group)\n")
    set("proc/self/mountinfo", "35 24 0:30 / /sys/fs/cgroup rw,relatime shared:9 - cgroup2 cgroup2 rw\n")
  }

  /// Puts the process into cgroups of version 1.
  func enterVersion1() {
    set("proc/self/cgroup", CgroupTests.version1)
    set("proc/self/mountinfo", CgroupTests.version1Mounts)
  }

  /// Writes the memory of a cgroup, in MB.
  func setMemory(_ group: String, max: Int?, current: Int, inactive: Int) {
    let directory = "sys/fs/cgroup" + group
    set(directory + "/memory.max", max.map { "\($0 << 20)\n" } ?? "max\n")
    set(directory + "/memory.current", "\(current << 20)\n")
    set(directory + "/memory.stat", "anon 4096\nfile 8192\ninactive_file \(inactive << 20)\nactive_file 1\n")
  }

  /// Writes the CPU of a cgroup.
  func setCPU(_ group: String, max: String, used: Int) {
    set("sys/fs/cgroup\(group)/cpu.max", max + "\n")
    set("sys/fs/cgroup\(group)/cpu.stat", "usage_usec \(used)\nuser_usec 1\nsystem_usec 2\n")
  }
}

extension [ResourceReading] {
  /// The value of a name; `nil` when it was not read.
  subscript(name: String) -> Double? { first { $0.name == name }?.value }
}
