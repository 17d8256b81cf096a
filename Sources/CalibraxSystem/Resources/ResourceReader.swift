/// Reads what a process and its machine use, every few seconds.
///
/// What cannot be read here, in a container or on another kernel, is left out.
public struct ResourceReader: Sendable {
  private struct Moment {
    var uptime: Double
    var process: ProcessTimes?
    var host: CPUUsage?
  }

  private let process: String
  private let directory: String?
  private let files: KernelFiles
  private var gpus: GPUMonitor
  /// What percentages are counted from.
  private var previous: Moment?

  /// A reader that has read nothing yet.
  ///
  /// - Parameters:
  ///   - process: The number of the process to look at; this one when left out.
  ///   - directory: A directory whose disk is measured; none when left out.
  ///   - root: Where `/proc` and `/sys` are.
  ///   - nvml: The library that tells of NVIDIA's GPUs: a name that the loader finds, or a path.
  public init(
    process: Int32? = nil, directory: String? = nil, root: String = "/", nvml: String = "libnvidia-ml.so.1"
  ) {
    self.process = process.map { String($0) } ?? "self"
    self.directory = directory
    files = KernelFiles(root: root)
    gpus = GPUMonitor(library: nvml)
  }

  /// Reads everything.
  ///
  /// Percentages of CPU are over the time since the call before: the first call has none.
  ///
  /// - Parameter uptime: Seconds of a clock that never jumps.
  public mutating func read(at uptime: Double) -> [ResourceReading] {
    var readings: [ResourceReading] = []
    func add(_ name: String, _ value: Double?) {
      if let value, value.isFinite, value >= 0 { readings.append(ResourceReading(name: name, value: value)) }
    }
    // Where the groups of another process are mounted in its own view does not tell where we find them.
    let groups = CgroupTable(
      cgroup: files.text("/proc/\(process)/cgroup") ?? "", mountinfo: files.text("/proc/self/mountinfo") ?? "")

    let now = Moment(
      uptime: uptime, process: files.text("/proc/\(process)/stat").flatMap { ProcessTimes(stat: $0) },
      host: files.cpuUsage(groups))
    let (before, elapsed) = (previous, uptime - (previous?.uptime ?? uptime))
    previous = now
    if let times = now.process, let earlier = before?.process {
      add("cpu_percent", times.percent(since: earlier, elapsed: elapsed))
    }
    let resident = files.text("/proc/\(process)/status").flatMap { NamedNumbers($0)["VmRSS"] }
    add("memory_rss_mb", resident.map { Double($0) / 1_024 })
    if let usage = now.host, let earlier = before?.host {
      add("host_cpu_percent", usage.percent(since: earlier, elapsed: elapsed))
    }
    let memory = files.memoryUsage(groups)
    add("host_memory_percent", memory?.percent)
    add("host_memory_used_mb", memory.map { megabytes($0.used) })
    let disk = directory.flatMap { DiskSpace(of: $0) }
    add("disk_used_percent", disk?.percent)
    add("disk_free_mb", disk.map { megabytes($0.free) })
    return readings + gpus.read(at: uptime)
  }
}
