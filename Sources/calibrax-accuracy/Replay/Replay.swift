/// A series as its values come: after each one the detector looks at all so far, and a change point that is not near one
/// told before is an alarm.
struct Replay: Equatable, Sendable {
  /// With how many values a detector begins.
  static let leastCount = 10

  /// A change point told for the first time.
  struct Alarm: Equatable {
    var changePoint: Int
    /// How many values there were.
    var count: Int
  }

  /// How many values were looked at, one after the other.
  let appended: Int
  /// Alarms that are not of a true change, or came before it.
  let falseAlarms: Int
  /// For each true change how many values of the new level it took until it was told, 1 at least; `nil` where it was not.
  let delays: [Int?]

  init(of series: LabeledSeries, detector: Detector) {
    var alarms: [Alarm] = []
    var told = [Int?](repeating: nil, count: series.changePoints.count)
    for count in stride(from: Self.leastCount, through: series.values.count, by: 1) {
      for changePoint in detector.changePoints(Array(series.values[..<count])) {
        if !alarms.contains(where: { isNear($0.changePoint, changePoint) }) {
          alarms.append(Alarm(changePoint: changePoint, count: count))
        }
        for (index, change) in series.changePoints.enumerated()
        where told[index] == nil && count > change && isNear(changePoint, change) {
          told[index] = count - change
        }
      }
    }
    appended = max(0, series.values.count - Self.leastCount + 1)
    falseAlarms =
      alarms.filter { alarm in
        !series.changePoints.contains { isNear($0, alarm.changePoint) && $0 < alarm.count }
      }.count
    delays = told
  }
}
