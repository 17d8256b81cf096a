import CalibraxJSON
import CalibraxModel

/// The values of a run under the keys that they have in W&B: `Throughput/throughput/Datarax`, the group before the first
/// slash being the heading of a panel (benchkit).
struct SummaryKeys {
  /// A value with its key.
  struct Entry {
    var key: String
    var value: Double
  }

  private(set) var entries: [Entry] = []

  init(_ run: Run, definitions: OrderedMap<MetricDef>) {
    let labels = PointLabels(run.points)
    for metric in run.metricNames {
      let places = run.points.indices.filter { run.points[$0].metrics[metric]?.finiteValue != nil }
      let group = definitions[metric]?.group ?? ""
      for (place, label) in zip(places, labels.labels(of: places)) {
        guard let value = run.points[place].metrics[metric]?.finiteValue else { continue }
        let parts = (group.isEmpty ? [] : [group]) + [metric] + label
        let key = parts.joined(separator: "/")
        // What begins with _ is the SDK's.
        entries.append(Entry(key: key.hasPrefix("_") ? "metrics/" + key : key, value: value))
      }
    }
  }
}

extension Run {
  /// The metrics in the order in which the points have them first.
  var metricNames: [String] {
    var names = OrderedMap<Void>()
    for point in points { for name in point.metrics.keys { names[name] = () } }
    return names.keys
  }

  /// The scenarios in the order of their first points.
  var scenarios: [String] {
    var names = OrderedMap<Void>()
    for point in points { names[point.scenario] = () }
    return names.keys
  }
}
