public import CalibraxJSON
public import CalibraxModel

/// Weighted scores of a run's frameworks over several metrics, each between 0 and 1 (calibrax, `aggregate_score`).
///
/// A metric is scaled over the frameworks so that the best is 1 and the worst 0, and all are 1 where they are equal; of a
/// framework's points the last that has the metric counts. Weights are divided by their sum where that is positive.
///
/// - Parameter definitions: Definitions that the run's own are laid over.
public func aggregateScore(
  _ run: Run, weights: OrderedMap<Double>, definitions: OrderedMap<MetricDef>
) -> OrderedMap<Double> {
  var values = OrderedMap<OrderedMap<Double>>()
  for point in run.points {
    let label = point.label(groupedBy: defaultGroupTag)
    var known = values[label] ?? [:]
    for metric in weights.keys {
      if let value = point.metrics[metric]?.finiteValue { known[metric] = value }
    }
    values[label] = known
  }
  let definitions = definitions.overlaid(by: run.metricDefs)
  let total = weights.members.reduce(0) { $0 + $1.value }
  return values.mapValues { known in
    weights.members.reduce(0) { score, weight in
      guard let value = known[weight.key] else { return score }
      let all = values.members.compactMap { $0.value[weight.key] }
      let scaled = scale(value, over: all, isHigherBetter: definitions.isHigherBetter(weight.key))
      return score + (total > 0 ? weight.value / total : weight.value) * scaled
    }
  }
}

private func scale(_ value: Double, over all: [Double], isHigherBetter: Bool) -> Double {
  guard let low = all.min(), let high = all.max(), low != high else { return 1 }
  return (isHigherBetter ? value - low : high - value) / (high - low)
}
