public import CalibraxJSON
public import CalibraxModel

/// Compares runs, each under a label, metric by metric and over all metrics (calibrax, `compare_configurations`).
///
/// - Parameters:
///   - runs: The runs in the order they are reported in.
///   - metrics: Which metrics; all that some run has, in alphabetical order, when `nil`.
///   - definitions: Definitions that the runs' own are laid over, one after the other.
public func compare(
  _ runs: OrderedMap<Run>, metrics: [String]?, definitions: OrderedMap<MetricDef>
) -> ComparisonReport {
  var merged = Run()
  for member in runs {
    merged.metricDefs.overlay(member.value.metricDefs)
    for point in member.value.points {
      var labelled = point
      labelled.tags[defaultGroupTag] = member.key
      merged.points.append(labelled)
    }
  }
  let available = Set(merged.points.flatMap(\.metrics.keys))
  let names = metrics ?? available.sorted()
  var report = ComparisonReport()
  report.labelsCompared = runs.keys
  for name in names {
    let rankings = rank(merged, by: name, definitions: definitions)
    guard let best = rankings.first else { continue }
    let isHigherBetter = definitions.overlaid(by: merged.metricDefs).isHigherBetter(name)
    var comparison = MetricComparison()
    comparison.metricName = name
    comparison.rankings = rankings
    comparison.bestLabel = best.label
    for entry in rankings {
      comparison.values[entry.label] = entry.value
      let factor = improvementFactor(of: best.value, over: entry.value, isHigherBetter: isHigherBetter)
      comparison.improvementFactors[entry.label] = .some(factor)
    }
    report.metricComparisons.append(comparison)
    report.winnerByMetric[name] = best.label
  }
  var weights = OrderedMap<Double>()
  for name in names where available.contains(name) { weights[name] = 1 }
  report.overallWinner =
    winner(aggregateScore(merged, weights: weights, definitions: definitions)) ?? runs.keys.first ?? ""
  return report
}

/// `nil` where it is infinite.
private func improvementFactor(of best: Double, over value: Double, isHigherBetter: Bool) -> Double? {
  if best == 0 && value == 0 { return 1 }
  let factor = isHigherBetter ? best / value : value / best
  return factor.isFinite ? factor : nil
}

/// The first label of the highest score.
private func winner(_ scores: OrderedMap<Double>) -> String? {
  guard let highest = scores.members.map(\.value).max() else { return nil }
  return scores.members.first { $0.value == highest }?.key
}
