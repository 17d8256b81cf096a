import CalibraxJSON
import CalibraxYAML

extension ConfigurationReader {
  /// Tells of metrics that are used and not defined.
  mutating func checkUse(
    of metrics: OrderedMap<MetricConfiguration>, table: [String], graphs: [GraphTab], at node: YAMLNode?
  ) {
    let used = TabConfiguration.used(metrics, table: table, plots: graphs.flatMap(\.plots))
    let missing = used.filter { metrics[$0] == nil }
    guard !missing.isEmpty else { return }
    let meant = missing.compactMap { name in nearest(to: name, among: metrics.keys).map { "\(name): \($0)?" } }
    let advice = meant.isEmpty ? "" : " Was it meant so: \(meant.joined(separator: ", "))"
    error(
      "Metric(s) [\(missing.sorted().joined(separator: ", "))] used in 'table' or 'plots' but not defined in 'metrics' section."
        + advice, at: node)
  }
}

extension TabConfiguration {
  /// The metrics that are worked out: those of the table and plots, what they are worked out from, and `ts`.
  public var used: [String] { Self.used(metrics, table: table, plots: plots) }

  /// The metrics whose lack leaves nothing to draw: those of axes and curves.
  public var plotted: Set<String> { Set(plots.flatMap { [$0.x, $0.y] + $0.groupBy }) }

  static func used(
    _ metrics: OrderedMap<MetricConfiguration>, table: [String], plots: [PlotConfiguration]
  ) -> [String] {
    var used = ([time] + table + plots.flatMap { [$0.x, $0.y] + $0.groupBy + $0.annotations }).unique
    var seen = Set(used)
    var index = 0
    while index < used.count {
      for operand in metrics[used[index]]?.operands ?? [] where seen.insert(operand).inserted { used.append(operand) }
      index += 1
    }
    return used
  }
}
