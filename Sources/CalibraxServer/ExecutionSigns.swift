import CalibraxStore

/// When the executions that run were last heard of: by a sample, or by being started again. All times are seconds of the
/// clock that never jumps.
struct ExecutionSigns: Sendable {
  /// Seconds of silence after which an execution is lost.
  static let patience = 60.0

  /// When those that run were started, or started again.
  private var running: [String: Double] = [:]
  /// When samples came, by the number that the series have for their execution.
  private var samples: [Double] = []
  /// Those that are lost, and known to be.
  private(set) var lost: Set<String> = []

  /// After a start of the server all that run have just been heard of.
  init(running: some Sequence<String>, at now: Double) {
    for id in running { self.running[id] = now }
  }

  /// A sample of an execution came.
  @inline(__always)
  mutating func heard(series execution: Int, at now: Double) {
    while samples.count <= execution { samples.append(-.infinity) }
    samples[execution] = now
  }

  /// The execution began, or lives.
  mutating func began(_ id: String, at now: Double) {
    running[id] = now
    lost.remove(id)
  }

  /// The execution is over.
  mutating func ended(_ id: String) {
    running[id] = nil
    lost.remove(id)
  }

  /// Whether nothing was heard of an execution that runs for too long.
  func isLost(_ id: String, _ series: borrowing SeriesStore, at now: Double) -> Bool {
    guard let began = running[id] else { return false }
    let number = series.execution(id)
    let sample = number.map { $0 < samples.count ? samples[$0] : -.infinity } ?? -.infinity
    return now - max(began, sample) > Self.patience
  }

  /// The executions that are lost, or heard of again, since this was last asked.
  mutating func takeChanged(_ series: borrowing SeriesStore, at now: Double) -> [String] {
    var changed: [String] = []
    for id in running.keys where isLost(id, series, at: now) != lost.contains(id) {
      if lost.remove(id) == nil { lost.insert(id) }
      changed.append(id)
    }
    return changed
  }
}
