import CalibraxJSON
import CalibraxModel

/// What a run's objectives came to: `slo/ttfc_p99/observed`, `threshold` and `met` of each, and whether all are met. Where
/// several points are judged by one, what tells them apart stands in the key.
enum ObjectiveContent {
  /// - Parameter others: What became of objectives that the run has come with, as Veeksha tells it.
  static func commands(_ results: [ObjectiveResult], beside others: JSON? = nil) -> [BridgeCommand] {
    guard !results.isEmpty else { return [] }
    var values = OrderedMap<JSON>()
    for (key, result) in zip(keys(results, others), results) {
      values[key + "/observed"] = result.observedValue.map { .number(JSONNumber($0)) }
      values[key + "/threshold"] = .number(JSONNumber(result.threshold))
      values[key + "/met"] = result.isMet ? 1 : 0
    }
    values["slo/all_slos_met"] = others?["all_slos_met"] != false && results.allSatisfy(\.isMet) ? 1 : 0
    return [.log(rows: [values]), table(results)]
  }

  private static func keys(_ results: [ObjectiveResult], _ others: JSON?) -> [String] {
    let taken = Set((others?["results"]?.elements ?? []).compactMap { $0["slo_metric_key"]?.string })
    let labels = PointLabels(
      results.map { result in
        var point = Point()
        (point.name, point.scenario, point.tags) = (result.pointName ?? "", result.scenario, result.tags)
        return point
      })
    var keys = results.map { "slo/" + $0.key + (taken.contains($0.key) ? "/config" : "") }
    for key in Set(keys) {
      let places = keys.indices.filter { keys[$0] == key }
      guard places.count > 1 else { continue }
      for (place, label) in zip(places, labels.labels(of: places)) {
        keys[place] = ([key] + label).joined(separator: "/")
      }
    }
    return keys
  }

  private static func table(_ results: [ObjectiveResult]) -> BridgeCommand {
    .table(
      key: "slo_results",
      columns: [
        "name", "slo_metric_key", "metric", "percentile", "threshold", "observed_value", "met", "point", "tags",
      ],
      rows: results.map { result in
        [
          .string(result.name), .string(result.key), .string(result.metric), .number(JSONNumber(result.percentile)),
          .number(JSONNumber(result.threshold)), result.observedValue.map { .number(JSONNumber($0)) } ?? .null,
          .bool(result.isMet), result.pointName.map { .string($0) } ?? .null, .string(tagText(result.tags)),
        ]
      })
  }
}
