public import CalibraxJSON
public import CalibraxModel

/// Sums up what a run measured, by scenario (calibrax, `summary`).
///
/// - Parameters:
///   - definitions: Definitions that the run's own are laid over.
///   - objectives: What is demanded of the run; they need its samples.
public func summarize(
  _ run: Run, definitions: OrderedMap<MetricDef>, objectives: [ServiceLevelObjective] = []
) -> RunSummary {
  var summary = RunSummary()
  summary.runID = run.id
  summary.timestamp = run.timestamp
  summary.commit = run.commit
  summary.branch = run.branch
  summary.points = run.points.count
  var scenarios = OrderedMap<RunSummary.Scenario>()
  for point in run.points {
    var entry = RunSummary.Entry()
    entry.label = point.label(groupedBy: defaultGroupTag)
    entry.pointName = point.name
    entry.tags = point.tags
    for name in point.metrics.keys.sorted() { entry.metrics[name] = .some(point.metrics[name]?.finiteValue) }
    var scenario = scenarios[point.scenario] ?? RunSummary.Scenario()
    scenario.scenario = point.scenario
    scenario.points.append(entry)
    scenarios[point.scenario] = scenario
  }
  summary.scenarios = scenarios.members.map(\.value)
  let measured = Set(run.points.flatMap(\.metrics.keys))
  for member in definitions.overlaid(by: run.metricDefs) where measured.contains(member.key) {
    summary.metricDefs[member.key] = member.value
  }
  if !objectives.isEmpty {
    let results = judge(objectives, run, definitions: definitions)
    (summary.objectives, summary.areObjectivesMet) = (results, results.allSatisfy(\.isMet))
  }
  return summary
}
