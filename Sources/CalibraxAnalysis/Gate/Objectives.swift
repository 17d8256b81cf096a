public import CalibraxJSON
public import CalibraxModel

/// Judges the samples of a run by service level objectives.
///
/// Each objective is judged on every point that has its metric, and is not met where that has no finite sample. Of a
/// metric that the run defines and no point has it is not met either; a run that does not know the metric is not judged.
/// A metric that storing the run took out for want of a value is one that the point has.
/// The observed value is a percentile, linear between the two nearest samples.
///
/// - Parameters:
///   - run: The run, with its samples.
///   - definitions: Definitions that the run's own are laid over.
/// - Returns: In order of the objectives, then of the points.
public func judge(
  _ objectives: [ServiceLevelObjective], _ run: Run, definitions: OrderedMap<MetricDef>
) -> [ObjectiveResult] {
  let overlaid = definitions.overlaid(by: run.metricDefs)
  let empty = Set(
    run.measurementsWithoutValue.map {
      GateRuns.MetricKey(PointKey(name: $0.pointName, tags: $0.tags), $0.metric)
    })
  return objectives.flatMap { objective in
    let blank = ObjectiveResult(of: objective, overlaid[objective.metric])
    let results = run.points.compactMap { point -> ObjectiveResult? in
      if let metric = point.metrics[objective.metric] { return blank.judged(point, metric.finiteSamples) }
      let isEmpty = empty.contains(GateRuns.MetricKey(point.key, objective.metric))
      return isEmpty ? blank.judged(point, []) : nil
    }
    if !results.isEmpty || run.metricDefs[objective.metric] == nil { return results }
    var missed = blank
    missed.reason = .notMeasured
    return [missed]
  }
}

extension ObjectiveResult {
  /// Nothing judged yet. What is not said to be better when it is higher is better when it is lower, as latencies are.
  fileprivate init(of objective: ServiceLevelObjective, _ definition: MetricDef?) {
    self.init()
    let name = objective.name ?? ""
    (key, metric) = (objective.key, objective.metric)
    self.name = name.isEmpty ? key : name
    unit = definition.flatMap { $0.unit.isEmpty ? nil : $0.unit }
    (percentile, threshold) = (objective.percentile, objective.value)
    isLowerBetter = definition?.direction != .higher
  }

  fileprivate func judged(_ point: Point, _ samples: [Double]) -> ObjectiveResult {
    var result = self
    (result.pointName, result.scenario, result.tags) = (point.name, point.scenario, point.tags)
    result.count = samples.count
    guard !samples.isEmpty else {
      result.reason = .noSamples
      return result
    }
    let observed = samples.sorted().quantileOfSorted(percentile)
    result.observedValue = observed
    result.isMet = isMet(by: observed)
    return result
  }

  /// Whether a value is on the right side of the limit, or so near that only rounding keeps it away (Python's `isclose`
  /// with a relative tolerance of 1e-9 and an absolute one of 1e-12).
  private func isMet(by observed: Double) -> Bool {
    if isLowerBetter ? observed < threshold : observed > threshold { return true }
    return abs(observed - threshold) <= max(1e-9 * max(abs(observed), abs(threshold)), 1e-12)
  }
}

extension CheckReport {
  /// Takes in what objectives say; before it is said whether the check passed.
  mutating func take(_ objectives: [ServiceLevelObjective], _ run: Run, _ definitions: OrderedMap<MetricDef>) {
    guard !objectives.isEmpty else { return }
    let results = judge(objectives, run, definitions: definitions)
    (self.objectives, areObjectivesMet) = (results, results.allSatisfy(\.isMet))
  }

  /// Whether something was judged, and no objective is missed.
  var isJudgedAndMeetsObjectives: Bool {
    (compared > 0 || objectives?.isEmpty == false) && areObjectivesMet != false
  }
}
