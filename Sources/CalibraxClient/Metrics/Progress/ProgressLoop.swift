import CalibraxModel

/// One loop over items: it records 0, then each item that is done, and how it ended.
final class ProgressLoop {
  private let execution: ExecutionRecorder?
  private let metrics: ProgressMetrics?
  private var done = 0
  private var isHandlingItem = false
  private var hasEnded = false

  /// A loop begins, in the execution of this task.
  init(_ key: String, _ group: MetricGroup?, total: Int?) {
    execution = ExecutionRecorder.current ?? MetricsClient.shared.execution
    metrics = execution?.beginProgress(key, group, total: total)
    record()
  }

  // Whoever leaves a loop lets go of its iterator.
  deinit { end(.stopped) }

  /// The next item is asked for: the one before is done.
  func finishItem() {
    guard isHandlingItem else { return }
    isHandlingItem = false
    done += 1
    record()
  }

  /// An item was handed out.
  func beginItem() {
    isHandlingItem = true
  }

  /// The loop ends; only the first time counts.
  func end(_ end: ProgressEnd) {
    guard !hasEnded, let execution, let metrics else { return }
    hasEnded = true
    execution.endProgress(metrics, end)
  }

  private func record() {
    if let execution, let metrics { execution.record(metrics.done, Double(done), at: nil) }
  }
}
