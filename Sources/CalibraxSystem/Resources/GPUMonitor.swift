/// What the GPUs of a machine are used.
struct GPUMonitor: Sendable {
  /// The name of NVML's library.
  private let library: String
  private var nvml: NVML?
  /// When the library was looked for the last time, in seconds of the uptime.
  private var lookedAt: Double?
  /// Seconds until it is looked for again: a driver may come, but hardly ever does.
  private static let retry = 60.0

  init(library: String) {
    self.library = library
  }

  /// Reads every GPU that answers.
  mutating func read(at uptime: Double) -> [ResourceReading] {
    if nvml == nil {
      if let lookedAt, uptime - lookedAt < Self.retry { return [] }
      lookedAt = uptime
      nvml = NVML(library: library)
    }
    guard let nvml else { return [] }
    guard let count = nvml.count else {
      self.nvml = nil
      lookedAt = uptime
      return []
    }
    return (0..<count).flatMap { index -> [ResourceReading] in
      let device = count > 1 ? "gpu \(index)" : nil
      let (utilization, memory) = nvml.status(of: index)
      return [
        utilization.map { ResourceReading(name: "gpu_utilization", value: Double($0), device: device) },
        memory.map { ResourceReading(name: "gpu_memory_mb", value: megabytes($0), device: device) },
      ].compactMap { $0 }
    }
  }
}
