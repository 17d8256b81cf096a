public import CalibraxModel

/// How the series of an execution are shown: a bar for each progress, a chart for each group of metrics, and one for each
/// metric without a group.
public struct ExecutionLayout: Sendable {
  /// Series on one chart, in the order they were defined.
  public struct Group: Sendable {
    /// What they have in common; `nil` of a metric without a group.
    public var group: MetricGroup?
    /// Their places among all series.
    public var series: [Int]
  }

  /// A series that a bar shows.
  public struct Progress: Sendable {
    /// Its place among all series.
    public var series: Int
    /// How it stands.
    public var ending: ProgressEnding
  }

  /// The charts.
  public private(set) var groups: [Group] = []
  /// The bars.
  public private(set) var progress: [Progress] = []

  /// - Parameter state: How the execution fares that the series are of.
  public init(_ series: [SeriesHead], state: ExecutionState) {
    let places = Dictionary(series.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let bars = series.indices.filter { series[$0].scale?.progress == true }
    let ends = Set(bars.map { series[$0].key + ProgressEnd.suffix })
    progress = bars.map { bar in
      let end = places[series[bar].key + ProgressEnd.suffix].map { series[$0] }
      return Progress(series: bar, ending: ProgressEnding(series[bar].last, end: end?.last, state: state))
    }
    var groupPlaces: [String: Int] = [:]
    for (place, head) in series.enumerated() where head.scale?.progress != true && !ends.contains(head.key) {
      if let group = head.group, let found = groupPlaces[group.name] {
        groups[found].series.append(place)
        groups[found].group?.add(group)
      } else {
        if let group = head.group { groupPlaces[group.name] = groups.count }
        groups.append(Group(group: head.group, series: [place]))
      }
    }
  }
}

/// How something that a bar shows stands.
public enum ProgressEnding: String, Sendable {
  case running, complete, stopped, failed

  /// - Parameters:
  ///   - last: What was recorded of it last.
  ///   - end: How it ended, if that was said.
  ///   - state: How its execution fares.
  init(_ last: Sample?, end: Sample?, state: ExecutionState) {
    // A loop that is run again records anew behind the end of the one before.
    let isAfter = end.map { end in last.map { $0.at <= end.at } ?? true } ?? false
    switch isAfter ? end.flatMap({ ProgressEnd(rawValue: $0.value) }) : nil {
    case .complete: self = .complete
    case .stopped: self = .stopped
    case .failed: self = .failed
    case nil:
      // What nobody ended stands where its execution left it.
      self = state == .running ? .running : state == .succeeded ? .stopped : .failed
    }
  }
}

extension MetricGroup {
  /// Metrics may tell of their group in parts: what one leaves out, another says.
  fileprivate mutating func add(_ other: MetricGroup) {
    units = units ?? other.units
    lower = [lower, other.lower].compactMap { $0 }.min()
    upper = [upper, other.upper].compactMap { $0 }.max()
  }
}
