import CalibraxClient
import CalibraxModel
import CalibraxSystem

/// The metrics that readings are recorded by: one for each name, and for each device where there are several.
struct ReadingMetrics {
  private var metrics: [String: CalibraxClient.Metric] = [:]

  mutating func metric(of reading: ResourceReading) -> CalibraxClient.Metric {
    let key = Self.key(of: reading)
    if let metric = metrics[key] { return metric }
    let metric = CalibraxClient.Metric(
      key, group: Self.group(of: reading.name), scale: Self.scale(of: reading.name), throttle: nil)
    metrics[key] = metric
    return metric
  }

  /// `gpu_utilization`, or of several GPUs `gpu_utilization.1`.
  static func key(of reading: ResourceReading) -> String {
    let device = reading.device?.split(separator: " ").last.map { "." + $0 }
    return reading.name + (device ?? "")
  }

  /// What is used of one thing is shown together.
  private static func group(of name: String) -> MetricGroup {
    let subject = ["gpu", "cpu", "memory", "disk"].first { name.contains($0) }
    return MetricGroup(subject ?? name, units: "s")
  }

  private static func scale(of name: String) -> MetricScale {
    if name.hasSuffix("_mb") { return MetricScale("MB", units: "MB", lower: 0) }
    // A process may use more than one CPU.
    return MetricScale("%", units: "%", lower: 0, upper: name.contains("cpu") && !name.contains("gpu") ? nil : 100)
  }
}
