import CalibraxJSON
import CalibraxModel

/// What is exported of a benchmark, a sweep or a capacity search of Veeksha: the keys, tables and artifacts that its own
/// module writes (Veeksha 0.4, `wandb_integration`), and what that leaves out: each objective's value, a failure.
enum VeekshaContent {
  /// `nil` for a run that another tool has made.
  static func content(of run: Run) -> WandBContent? {
    guard run.metadata["tool"] == "veeksha" else { return nil }
    var content = WandBContent()
    content.group = run.metadata["group"]?.string
    content.tags = (run.metadata["tags"]?.elements ?? []).compactMap(\.string)
    content.section = run.metadata["config"]?["wandb"]
    switch run.points.first?.scenario {
    case "sweep": sweep(run, &content)
    case "capacity_search": search(run, &content)
    default: benchmark(run, &content)
    }
    content.config.overlay(RunContent.identity(run))
    if !run.environment.isEmpty { content.config["environment"] = .object(run.environment) }
    if let failure = run.metadata["failure"]?.string {
      content.config["failure"] = .string(failure)
      content.exitCode = 1
    }
    return content
  }

  private static func benchmark(_ run: Run, _ content: inout WandBContent) {
    let folder = run.metadata["output_dir"]?.string ?? run.id
    content.name = name(of: run) ?? folder
    content.config = ["run_kind": "benchmark"]
    content.config.overlay(run.metadata["config"]?.members ?? [:])
    content.config["output_dir"] = .string(
      [run.metadata["config"]?["output_dir"]?.string, folder].compactMap { $0 }.joined(separator: "/"))
    for member in ["health_checks", "error_codes"] { content.config[member] = run.metadata[member] }
    var summary = run.metadata["summary_stats"]?.members ?? [:]
    var throughput = run.metadata["throughput_metrics"]?.members ?? [:]
    if run.metadata["failure"] != nil {
      // Counts are true of a benchmark that failed, but nothing was measured: zeros stand where nothing is.
      for name in summary.keys where name.hasSuffix(")") { summary[name] = nil }
      throughput = [:]
    }
    if !summary.isEmpty {
      content.commands.append(
        .table(
          key: "summary_stats_table", columns: ["Metric", "Value"],
          rows: numbers(summary).map { [.string($0.key), $0.value] }))
    }
    var rows = [numbers(summary, under: "summary/"), numbers(throughput, under: "throughput/")]
    if case .bool(let areMet)? = run.metadata["slo_results"]?["all_slos_met"] {
      var objectives: OrderedMap<JSON> = ["slo/all_slos_met": areMet ? 1 : 0]
      for result in run.metadata["slo_results"]?["results"]?.elements ?? [] {
        guard let key = result["slo_metric_key"]?.string else { continue }
        objectives["slo/\(key)/observed"] = result["observed_value"].flatMap(\.finite)
        objectives["slo/\(key)/threshold"] = result["threshold"].flatMap(\.finite)
        objectives["slo/\(key)/met"] = result["met"] == true ? 1 : 0
      }
      rows.append(objectives)
    }
    rows.removeAll(where: \.isEmpty)
    if !rows.isEmpty { content.commands.append(.log(rows: rows)) }
    content.files = ArtifactFiles(
      "benchmark-output-files", type: "veeksha-benchmark", of: run,
      names: ["config.yml", "health_check_results.txt", "wandb_run.json", "metrics/", "traces/"],
      proof: .init("config.yml", [], run.metadata["config"]))
  }

  /// An attempt of a search is called after its place and what was turned: `01-target_concurrent_sessions=4.0`.
  private static func name(of run: Run) -> String? {
    guard let search = run.metadata["capacity_search"], let attempt = search["attempt"]?.double,
      let knob = search["searched_knob"]?.string?.split(separator: ".").last, let value = search["value"]
    else { return nil }
    let place = "\(Int(attempt))"
    let text = value.string ?? String(decoding: JSONWriter.bytes(of: value), as: UTF8.self)
    return (place.count < 2 ? "0" + place : place) + "-\(knob)=\(text)"
  }

  private static func sweep(_ run: Run, _ content: inout WandBContent) {
    let sweep = run.metadata["sweep"] ?? [:]
    let directory = sweep["directory"]?.string ?? run.id
    content.name = "sweep-summary-" + directory
    let entries = sweep["runs"]?.elements ?? []
    content.config = ["sweep_dir": .string(VeekshaTables.folder(of: entries.first, else: directory))]
    if let table = VeekshaTables.sweep(entries) { content.commands.append(table) }
    content.files = ArtifactFiles(
      "sweep-summary-files", type: "veeksha-sweep", of: run,
      names: [
        "sweep_manifest.json", "sweep_summary.json", "sweep_summary.csv", "decode_stats.json", "decode_stats.csv",
      ], proof: .init("sweep_summary.json", ["runs"], sweep["runs"]))
  }

  private static func search(_ run: Run, _ content: inout WandBContent) {
    let search = run.metadata["capacity_search"] ?? [:]
    let directory = search["directory"]?.string ?? run.id
    content.name = "capsearch-summary-" + directory
    let entries = search["history"]?.elements ?? []
    let folder = VeekshaTables.folder(of: VeekshaTables.folder(of: entries.first, else: ""), else: directory)
    content.config["capacity_search_output_dir"] = .string(folder)
    for member in [
      "searched_knob", "traffic_scheduler_type", "start_value", "max_value", "expansion_factor", "max_iterations",
      "precision", "best_value",
    ] { content.config[member] = search[member] }
    content.commands += [VeekshaTables.attempts(entries), VeekshaTables.objectives(entries)]
    content.files = ArtifactFiles(
      "capsearch-output-files", type: "veeksha-capsearch", of: run,
      names: [
        "config.yml", "capacity_search_results.json", "capacity_search_attempts.csv",
        "capacity_search_slo_details.csv",
      ], proof: .init("capacity_search_results.json", ["history"], search["history"]))
  }

  /// The finite numbers of an object, under keys with a beginning; a count that is a text is none.
  private static func numbers(_ members: OrderedMap<JSON>, under prefix: String = "") -> OrderedMap<JSON> {
    members.reduce(into: OrderedMap<JSON>()) { numbers, member in
      if let number = member.value.finite { numbers[prefix + member.key] = number }
    }
  }
}

extension JSON {
  /// The value where it is a number that JSON has.
  fileprivate var finite: JSON? {
    if case .number(let number) = self, number.double.isFinite { return self }
    return nil
  }
}
