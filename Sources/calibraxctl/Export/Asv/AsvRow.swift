import CalibraxJSON
import CalibraxModel

/// The results of a benchmark of asv in a run: a column for each of ``columns``, in it a value for each combination of
/// parameters.
struct AsvRow: JSONWritable {
  /// The columns that asv writes, in its order.
  static let columns = [
    "result", "params", "version", "started_at", "duration", "stats_ci_99_a", "stats_ci_99_b", "stats_q_25",
    "stats_q_75", "stats_number", "stats_repeat", "samples",
  ]

  /// What was measured; `nil` for a combination that no point has.
  let metrics: [Metric?]
  /// The values of each parameter.
  let parameters: [[String]]
  let unit: String
  /// Milliseconds since 1970.
  let startedAt: Int

  func write(to writer: inout JSONWriter) {
    writer.raw("[")
    // What was not measured has been skipped, to asv; null would be a failure.
    metrics.map { AsvNumber($0?.value ?? .nan) }.write(to: &writer)
    writer.raw(",")
    parameters.write(to: &writer)
    // Results of no version are of any.
    writer.raw(",null,")
    writer.integer(startedAt)
    writer.raw(",null")
    let statistics = metrics.map { $0.flatMap { AsvStatistics($0, in: unit) } }
    write(statistics.map { $0.map { AsvNumber($0.lower) } }, to: &writer)
    write(statistics.map { $0.map { AsvNumber($0.upper) } }, to: &writer)
    write(statistics.map { $0.map { AsvNumber($0.quartiles.lower) } }, to: &writer)
    write(statistics.map { $0.map { AsvNumber($0.quartiles.upper) } }, to: &writer)
    write(statistics.map { $0.map { _ in 1 } }, to: &writer)
    // By one alone asv does not compare, however far apart the bounds are.
    write(statistics.map { $0?.count }, to: &writer)
    write(metrics.map { $0.flatMap { AsvStatistics.samples($0) } }, to: &writer)
    writer.raw("]")
  }

  /// A column; null for one without a value.
  private func write(_ column: [(some JSONWritable)?], to writer: inout JSONWriter) {
    writer.raw(",")
    if column.contains(where: { $0 != nil }) { column.write(to: &writer) } else { writer.raw("null") }
  }
}
