public import CalibraxJSON
public import CalibraxModel

/// The tag by which points are grouped unless another is named.
public let defaultGroupTag = "framework"

/// Ranks the labels of a run by a metric, best first (calibrax, `rank_table`).
///
/// A label is the value of a tag, or the point's name where it has no such tag; its first point with the metric counts.
/// Labels of equal value keep their order. A metric whose direction is not known, or `info`, is better when higher.
///
/// - Parameter definitions: Definitions that the run's own are laid over.
public func rank(
  _ run: Run, by metric: String, groupedBy tag: String = defaultGroupTag, definitions: OrderedMap<MetricDef>
) -> [RankEntry] {
  var values = OrderedMap<Double>()
  for point in run.points {
    let label = point.label(groupedBy: tag)
    if values[label] == nil, let value = point.metrics[metric]?.finiteValue { values[label] = value }
  }
  let isHigherBetter = definitions.overlaid(by: run.metricDefs).isHigherBetter(metric)
  let sorted = values.members.enumerated().sorted { left, right in
    if left.element.value == right.element.value { return left.offset < right.offset }
    return (left.element.value > right.element.value) == isHigherBetter
  }.map(\.element)
  guard let best = sorted.first?.value else { return [] }
  return sorted.enumerated().map { place, member in
    var entry = RankEntry()
    entry.label = member.key
    entry.value = member.value
    entry.rank = place + 1
    entry.isBest = place == 0
    entry.deltaFromBest = best == 0 ? 0 : abs((member.value - best) / best) * 100
    return entry
  }
}

extension Point {
  func label(groupedBy tag: String) -> String { tags[tag] ?? name }
}

extension OrderedMap<MetricDef> {
  /// Whether a metric improves upwards; one that is not known does.
  func isHigherBetter(_ metric: String) -> Bool { self[metric]?.direction != .lower }
}
