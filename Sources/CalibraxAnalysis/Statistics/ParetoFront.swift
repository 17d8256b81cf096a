public import CalibraxJSON
public import CalibraxModel

/// The points of a run that no other beats: at least as good in every metric and better in one (calibrax, `pareto_front`).
///
/// Points that lack one of the metrics are left out; of points that are equal in all of them all stay. A metric whose
/// direction is not known, or `info`, is better when higher. It takes time in the order of points × points on the front.
///
/// - Parameters:
///   - metrics: The metrics' names, at least one.
///   - definitions: Definitions that the run's own are laid over.
/// - Returns: the points in the run's order.
public func paretoFront(_ run: Run, metrics: [String], definitions: OrderedMap<MetricDef>) -> [Point] {
  let definitions = definitions.overlaid(by: run.metricDefs)
  let signs = metrics.map { definitions.isHigherBetter($0) ? 1.0 : -1 }
  // Every metric turned so that more is better.
  let candidates = run.points.indices.compactMap { index -> (index: Int, gains: [Double])? in
    let gains = zip(metrics, signs).compactMap { name, sign in
      run.points[index].metrics[name]?.finiteValue.map { $0 * sign }
    }
    return gains.count == metrics.count ? (index, gains) : nil
  }
  // Whoever beats another comes before it in this order.
  var front: [(index: Int, gains: [Double])] = []
  for candidate in candidates.sorted(by: { $1.gains.lexicographicallyPrecedes($0.gains) })
  where !front.contains(where: { beats($0.gains, candidate.gains) }) {
    front.append(candidate)
  }
  return front.map(\.index).sorted().map { run.points[$0] }
}

private func beats(_ one: [Double], _ other: [Double]) -> Bool {
  var isBetter = false
  for index in one.indices {
    if one[index] < other[index] { return false }
    if one[index] > other[index] { isBetter = true }
  }
  return isBetter
}
