import CalibraxJSON
import CalibraxModel

/// How a run compares with its baseline: counts, a table of what regressed, and an alert for each.
enum AnalysisContent {
  /// How long a title may be at the server.
  private static let longestTitle = 64
  /// Seconds in which the server tells a title once, so that what is sent again is not told again; less than a night's.
  private static let pause = 43_200

  static func commands(_ report: CheckReport) -> [BridgeCommand] {
    [counts(report), table(report.regressions)] + alerts(report.regressions)
  }

  private static func counts(_ report: CheckReport) -> BridgeCommand {
    .log(rows: [
      [
        "analysis/passed": .number(JSONNumber(report.passed ? 1 : 0)),
        "analysis/compared": .number(JSONNumber(report.compared)),
        "analysis/regressions": .number(JSONNumber(report.regressions.count)),
        "analysis/improvements": .number(JSONNumber(report.improvements.count)),
      ]
    ])
  }

  private static func table(_ changes: [MetricChange]) -> BridgeCommand {
    .table(
      key: "regressions", columns: ["metric", "point", "framework", "baseline", "current", "delta_%"],
      rows: changes.map { change in
        [
          .string(change.metric), .string(change.pointName),
          change.tags[PointLabels.frameworkTag].map { .string($0) } ?? .null,
          .number(JSONNumber(change.baselineValue)), .number(JSONNumber(change.currentValue)),
          change.deltaPct.map { .number(JSONNumber($0)) } ?? .null,
        ]
      })
  }

  private static func alerts(_ changes: [MetricChange]) -> [BridgeCommand] {
    var seen: [String: Int] = [:]
    return changes.map { change in
      var title = "Regression: \(change.metric) @ \(change.pointName)"
      if let framework = change.tags[PointLabels.frameworkTag] { title += " (\(framework))" }
      seen[title, default: 0] += 1
      if let count = seen[title], count > 1 { title += " #\(count)" }
      let delta = change.deltaPct.map { "\(fixed(abs($0), 1))%" } ?? "from 0"
      let values = "baseline: \(measuredText(change.baselineValue)), current: \(measuredText(change.currentValue))"
      let place = tagText(change.tags)
      return .alert(
        title: shortName(title, atMost: longestTitle),
        text: "\(change.metric) degraded \(delta) (\(values)) @ \(change.pointName)"
          + (place.isEmpty ? "" : ", \(place)"), level: "WARN", pause: pause)
    }
  }
}
