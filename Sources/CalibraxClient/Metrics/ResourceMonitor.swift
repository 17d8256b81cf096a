import CalibraxModel
package import CalibraxSystem
import Dispatch
import Synchronization

/// Records what a process, its host and its GPUs use as metrics, every few seconds, until it is stopped or let go of:
/// `cpu_percent`, `memory_rss_mb`, `host_cpu_percent`, `host_memory_percent`, `host_memory_used_mb`, `disk_used_percent`,
/// `disk_free_mb`, `gpu_utilization`, `gpu_memory_mb`; of several GPUs each behind its number, `gpu_utilization.1`.
///
/// They belong to the execution of the task that makes the monitor, and to the program's own outside of any.
///
/// ```swift
/// try await withExecution("train") {
///   let monitor = ResourceMonitor(interval: 1)
///   defer { monitor.stop() }
///   …
/// }
/// ```
public final class ResourceMonitor: Sendable {
  private struct State {
    var reader: ResourceReader
    var metrics = ResourceMetrics()
    var isStopped = false
  }

  private let interval: Double
  private let isWanted: @Sendable (_ name: String) -> Bool
  private let execution: ExecutionRecorder?
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "calibrax.resources", qos: .utility)

  /// Begins at once; what is told for a time comes with the second look.
  ///
  /// - Parameters:
  ///   - interval: Seconds between two looks.
  ///   - process: The number of the process to look at; this one when left out.
  ///   - directory: A directory whose disk is measured; none when left out.
  ///   - isWanted: Which readings are recorded, by name; all when left out.
  public init(
    interval: Double = 5, process: Int32? = nil, directory: String? = nil,
    where isWanted: @escaping @Sendable (_ name: String) -> Bool = { _ in true }
  ) {
    self.interval = max(0.01, interval)
    self.isWanted = isWanted
    execution = ExecutionRecorder.current ?? MetricsClient.shared.execution
    state = Mutex(State(reader: ResourceReader(process: process, directory: directory)))
    queue.async { [weak self] in self?.look() }
  }

  /// Looks no more.
  public func stop() {
    state.withLock { $0.isStopped = true }
  }

  private func look() {
    let goesOn = state.withLock { state in
      if state.isStopped { return false }
      for reading in state.reader.read(at: uptime()) where isWanted(reading.name) {
        execution?.record(state.metrics[reading], reading.value, at: nil)
      }
      return true
    }
    if goesOn { queue.asyncAfter(deadline: .now() + interval) { [weak self] in self?.look() } }
  }
}

/// The metric of each reading: those of one kind share a chart, and those of one unit an axis.
package struct ResourceMetrics: Sendable {
  private var metrics: [String: Metric] = [:]

  /// No metrics yet.
  package init() {}

  /// The metric of a reading.
  package subscript(reading: ResourceReading) -> Metric {
    mutating get {
      let key = reading.name + (reading.device?.split(separator: " ").last.map { ".\($0)" } ?? "")
      if let metric = metrics[key] { return metric }
      let kind = ["gpu", "cpu", "memory", "disk"].first { reading.name.contains($0) } ?? reading.name
      let isSize = reading.name.hasSuffix("_mb")
      let units = isSize ? "MB" : "%"
      // A process may use more than one CPU.
      let scale = MetricScale(units, units: units, lower: 0, upper: isSize || kind == "cpu" ? nil : 100)
      let metric = Metric(key, group: MetricGroup(kind, units: "s"), scale: scale, throttle: nil)
      metrics[key] = metric
      return metric
    }
  }
}
