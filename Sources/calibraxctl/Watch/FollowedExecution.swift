import CalibraxAPI
import CalibraxDashboard
import CalibraxModel

/// An execution and the series of it that are followed.
struct FollowedExecution {
  var execution: Execution
  /// In the order they were defined.
  private(set) var series: [FollowedSeries] = []
  private var places: [String: Int] = [:]

  init(_ execution: Execution) {
    self.execution = execution
  }

  /// The one that takes what is recorded without one.
  static var alwaysOpen: FollowedExecution {
    var execution = Execution()
    execution.executionID = Execution.alwaysOpen
    return FollowedExecution(execution)
  }

  var isAlwaysOpen: Bool { execution.executionID == Execution.alwaysOpen }

  /// The followed series of a key.
  subscript(key: String) -> FollowedSeries? {
    get { places[key].map { series[$0] } }
    set {
      guard let newValue else { return }
      if let place = places[key] {
        series[place] = newValue
      } else {
        let place = series.firstIndex { $0.head.series > newValue.head.series } ?? series.count
        series.insert(newValue, at: place)
        for index in place..<series.count { places[series[index].head.key] = index }
      }
    }
  }

  /// Takes samples that a server tells of.
  ///
  /// - Returns: Whether they go on where their series stands.
  mutating func take(_ part: SamplesEvent.Part, at now: Double) -> Bool {
    guard let place = places[part.key] else { return false }
    return series[place].take(part, at: now)
  }

  /// How its series are shown.
  var layout: ExecutionLayout { ExecutionLayout(series.map(\.head), state: execution.state) }

  /// Seconds from its beginning to its end, or to now; `nil` when nobody knows.
  func elapsed(at now: Double) -> Double? {
    if let time = execution.executionTime { return time }
    func seconds(_ text: String) -> Double? { Timestamp(text).map { Double($0.microseconds) / 1e6 } }
    guard let start = seconds(execution.startedAt) else { return nil }
    if let end = execution.finishedAt.flatMap(seconds) { return end - start }
    return execution.state == .running ? now - start : nil
  }
}
