import CalibraxClient
import Synchronization

/// What recording costs the program that records.
enum MetricRow: Row {
  static let name = "metric"
  static let summary = "the time that Metric.record holds up its caller"

  /// Fewer than wait for delivery at most, so that none is dropped.
  private static let accepted = 50_000
  private static let thinnedOut = 1_000_000

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let server = try ServerProcess.calibraxd()
    let client = MetricsClient(.unix(path: server.unix))
    // The least that hands a sample to another thread.
    let kept = Mutex<[Sample]>([])
    let append = Subject("append under a mutex") {
      kept.withLock { $0.removeAll(keepingCapacity: true) }
      return nanoseconds(calls: accepted) { step in
        kept.withLock { $0.append(Sample(at: Double(step), value: 0.5)) }
      }
    }
    return try withMetricsClient(client) { () throws(any Error) in
      let throttled = Metric("throttled")
      let exact = Metric("exact", throttle: nil)
      let away = try Measurement.take(
        "a sample that the throttle holds back", "ns", better: .lower, budgets: [.median(60)],
        repeats: settings.repeats,
        [
          Subject("calibrax") {
            nanoseconds(calls: thinnedOut) { throttled.record(0.5, at: Double($0)) }
          }, append,
        ])
      let delivered = try Measurement.take(
        "a sample that is delivered", "ns", better: .lower, budgets: [.median(200)], repeats: settings.repeats,
        [
          Subject("calibrax") {
            let figure = nanoseconds(calls: accepted) { exact.record(0.5, at: Double($0)) }
            guard client.flushAndWait() else { throw BenchError("calibraxd did not take the samples within 10 s") }
            return figure
          }, append,
        ])
      guard client.counts.dropped == 0, client.counts.refused == 0 else {
        throw BenchError("samples were lost: \(client.counts)")
      }
      return [away, delivered]
    }
  }

  /// The nanoseconds that one call takes.
  private static func nanoseconds(calls: Int, _ body: (Int) throws -> Void) rethrows -> Double {
    try seconds { for call in 0..<calls { try body(call) } } / Double(calls) * 1e9
  }
}
