import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel

/// Who is best in what: a table for each metric that is better higher or lower, and for each scenario where there are
/// several, for what was measured in different ones does not compare (benchkit, `rankings/<metric>`).
enum RankingTables {
  static func commands(_ run: Run, definitions: OrderedMap<MetricDef>) -> [BridgeCommand] {
    let scenarios = run.scenarios
    return run.metricNames.flatMap { metric -> [BridgeCommand] in
      guard let direction = definitions[metric]?.direction, direction != .info else { return [] }
      return scenarios.compactMap { scenario in
        let key = tableKey(["rankings", metric] + (scenarios.count > 1 && !scenario.isEmpty ? [scenario] : []))
        let entries = rank(labelled(run, scenario), by: metric, definitions: definitions)
        return entries.isEmpty ? nil : table(key, entries)
      }
    }
  }

  /// The points of a scenario under labels that tell them apart.
  private static func labelled(_ run: Run, _ scenario: String) -> Run {
    var part = run
    part.points = run.points.filter { $0.scenario == scenario }
    let labels = PointLabels(part.points).labels(of: Array(part.points.indices))
    for (place, label) in labels.enumerated() {
      part.points[place].tags[PointLabels.frameworkTag] = label.joined(separator: "/")
    }
    return part
  }

  private static func table(_ key: String, _ entries: [RankEntry]) -> BridgeCommand {
    .table(
      key: key, columns: ["Rank", "Framework", "Value", "Best?", "Delta %"],
      rows: entries.map { entry in
        [
          .number(JSONNumber(entry.rank)), .string(entry.label), .number(JSONNumber(entry.value)),
          .bool(entry.isBest), .number(JSONNumber(entry.deltaFromBest)),
        ]
      })
  }
}
