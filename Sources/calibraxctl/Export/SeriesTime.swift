import CalibraxModel

/// What x of a series is, as far as that is known.
enum SeriesTime {
  /// Seconds since a moment.
  case since(Timestamp)
  /// Something else, such as an epoch, or nobody knows.
  case unknown

  init(_ series: ExportedSeries, of execution: Execution) {
    let units = series.group?.units
    let isAlwaysOpen = execution.executionID == Execution.alwaysOpen
    guard let units else {
      // What is recorded without an execution is at Unix seconds unless it says otherwise.
      self = isAlwaysOpen && series.group == nil ? .since(Timestamp(microseconds: 0)) : .unknown
      return
    }
    let start = isAlwaysOpen ? Timestamp(microseconds: 0) : Timestamp(execution.startedAt)
    let isSeconds = ["s", "sec", "secs", "second", "seconds"].contains(units.lowercased())
    self = isSeconds ? start.map { .since($0) } ?? .unknown : .unknown
  }
}
