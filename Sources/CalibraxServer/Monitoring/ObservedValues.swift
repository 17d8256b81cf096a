import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import CalibraxStore

/// Where the values of each series are observed, so that it is looked up once.
struct WatchedSeries: Sendable {
  private var generation = -1
  /// By series: a place, or why there is none.
  private var places: [Int32] = []

  private static let unknown: Int32 = -2
  private static let unwatched: Int32 = -1

  /// The place of a series; `nil` when nothing is held against it.
  mutating func place(of series: Int, generation: Int, find: () -> Int?) -> Int? {
    if generation != self.generation { (places, self.generation) = ([], generation) }
    while places.count <= series { places.append(Self.unknown) }
    if places[series] == Self.unknown { places[series] = find().map { Int32($0) } ?? Self.unwatched }
    return places[series] == Self.unwatched ? nil : Int(places[series])
  }
}

extension State {
  /// Holds samples of a series that were recorded one after the other against thresholds.
  mutating func observe(_ recorded: ArraySlice<SeriesStore.Recorded>, of series: Int) {
    let moment = moment
    guard let place = place(of: series, moment), let name = self.series.name(series) else { return }
    monitoring.observe(
      recorded.map(\.sample.value), at: place, moment, direction: store.definitions[name.key]?.direction
    ) { index in
      [
        "execution_id": .string(name.execution),
        "at": .number(JSONNumber(recorded[recorded.startIndex + index].sample.at)),
      ]
    }
  }

  private mutating func place(of series: Int, _ moment: Moment) -> Int? {
    var watched = watchedSeries
    watchedSeries = WatchedSeries()
    defer { watchedSeries = watched }
    return watched.place(of: series, generation: monitoring.thresholds.generation) {
      guard let name = self.series.name(series), monitoring.thresholds.isWatched(name.key) else { return nil }
      let isAlwaysOpen = name.execution == Execution.alwaysOpen
      // What comes behind the end of an execution would never be resolved.
      guard isAlwaysOpen || monitoring.executions[name.execution]?.state == .running else { return nil }
      let subject = isAlwaysOpen ? nil : Monitoring.subject(of: name.execution)
      return monitoring.place(of: name.key, subject: subject, moment)
    }
  }

  /// Goes on with the violations that have to last, by the last value of each series: it stands until another comes.
  mutating func resumeViolations() {
    guard monitoring.thresholds.thresholds.contains(where: { $0.forSeconds > 0 }) else { return }
    let moment = moment
    for number in series.list(of: nil, from: 0) {
      guard let key = series.key(number), monitoring.thresholds.isPatient(key), let last = series.head(number)?.last,
        let place = place(of: number, moment)
      else { continue }
      monitoring.resume(last.value, at: place, moment, direction: store.definitions[key]?.direction)
    }
  }

  /// Holds the values of a run against thresholds. One that is older than the last that was held is no news.
  mutating func observe(_ run: Run) {
    guard !monitoring.thresholds.thresholds.isEmpty else { return }
    let moment = moment
    let time = Timestamp(run.timestamp)
    for point in run.points {
      let tags = point.tags.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
      for metric in point.metrics where monitoring.thresholds.isWatched(metric.key) {
        guard let value = metric.value.value, value.isFinite else { continue }
        let place = monitoring.place(of: metric.key, subject: "point \(point.name)\(tags)", moment)
        guard monitoring.isNews(time, at: place) else { continue }
        let direction = (run.metricDefs[metric.key] ?? store.definitions[metric.key])?.direction
        monitoring.observe([value], at: place, moment, direction: direction) { _ in
          [
            "run_id": .string(run.id), "point_name": .string(point.name),
            "tags": .object(point.tags.mapValues { .string($0) }),
          ]
        }
      }
    }
  }
}
