import CalibraxJSON
import CalibraxModel

/// What is exported of a run.
enum RunContent {
  /// - Parameters:
  ///   - definitions: How to interpret the metrics, config.json overlaid by the run's.
  ///   - objectives: What the store's objectives came to.
  ///   - report: How it compares with its baseline; `nil` when there is none.
  static func content(
    of run: Run, definitions: OrderedMap<MetricDef>, objectives: [ObjectiveResult] = [],
    report: CheckReport? = nil
  ) -> WandBContent {
    var content = VeekshaContent.content(of: run) ?? plain(run, definitions)
    content.commands += ObjectiveContent.commands(objectives, beside: run.metadata["slo_results"])
    if let report { content.analysis += AnalysisContent.commands(report) }
    return content
  }

  /// A run as the Python calibrax's predecessor exports it.
  private static func plain(_ run: Run, _ definitions: OrderedMap<MetricDef>) -> WandBContent {
    var content = WandBContent()
    let date = run.timestamp.prefix(10)
    content.name = date.isEmpty || run.id.hasPrefix(date) ? run.id : "\(date)_\(run.id)"
    content.group = run.metadata["group"]?.string
    content.tags = (run.metadata["tags"]?.elements ?? []).compactMap(\.string)
    var own = identity(run)
    if !run.metadata.isEmpty { own["metadata"] = .object(run.metadata) }
    // What begins with _ is the SDK's.
    for member in run.environment {
      let isTaken = own[member.key] != nil || member.key.hasPrefix("_")
      content.config[isTaken ? "environment/" + member.key : member.key] = member.value
    }
    content.config.overlay(own)
    let values = SummaryKeys(run, definitions: definitions).entries
    if !values.isEmpty {
      content.commands.append(
        .log(rows: [values.reduce(into: OrderedMap<JSON>()) { $0[$1.key] = .number(JSONNumber($1.value)) }]))
    }
    // A run that measured nothing has failed.
    content.exitCode = values.isEmpty ? 1 : 0
    let comparison = ComparisonTable(run, definitions: definitions)
    content.commands += [comparison.table, comparison.styled]
    content.commands += RankingTables.commands(run, definitions: definitions)
    content.files = ArtifactFiles(
      "benchmark-run", type: "benchmark-run", document: ("run.json", JSON(writing: run)))
    return content
  }

  /// Which run it is.
  static func identity(_ run: Run) -> OrderedMap<JSON> {
    var members: OrderedMap<JSON> = ["run_id": .string(run.id), "timestamp": .string(run.timestamp)]
    members["commit"] = run.commit.map { .string($0) }
    members["branch"] = run.branch.map { .string($0) }
    return members
  }
}
