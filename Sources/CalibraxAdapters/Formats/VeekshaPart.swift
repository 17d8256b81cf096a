import CalibraxReading

/// Which of the files that Veeksha writes a file is.
enum VeekshaPart {
  case configuration, summary, throughput, requests, slos, health
  case sweepManifest, sweepSummary, search
  /// A plot, a trace, a table that says again what others say.
  case unneeded

  /// By its beginning; `nil` when it is none of them.
  init?(_ head: FileHead) {
    if let part = Self.json(head) ?? Self.text(head) {
      self = part
    } else if VeekshaPath(head.path).isInside || head.fileName == "request_level_metrics.jsonl" {
      // What is in a folder of Veeksha belongs to it, whatever its beginning looks like.
      self = Self(named: head.fileName) ?? .unneeded
    } else {
      return nil
    }
  }

  private static func json(_ head: FileHead) -> VeekshaPart? {
    if head.isObject(with: "request_id", "client_completed_at") { return .requests }
    if head.isObject(with: "request_id", "session_context") { return .unneeded }
    if head.isObject(with: "Number of Requests", "Number of Completed Requests") { return .summary }
    if head.isObject(with: "tpot_based_throughput") || head.isObject(with: "tbc_based_throughput") {
      return .throughput
    }
    if head.isObject(with: "all_slos_met", "results") { return .slos }
    if head.isObject(with: "searched_knob", "history") || head.isObject(with: "searched_knob", "best_value") {
      return .search
    }
    if head.isObject(with: "sweep_dir", "num_runs") { return .sweepManifest }
    if head.isObject(with: "base_output_dir", "num_runs") { return .sweepSummary }
    if head.isObject(with: "group_by", "groups") && head.fileName == "prefill_stats.json" { return .unneeded }
    if head.isObject(with: "eligible_requests", "windows") { return .unneeded }
    if head.isObject(with: "id", "project", "path") && head.fileName == "wandb_run.json" { return .unneeded }
    return head.isArray(with: "ph", "ts", "dur") && head.fileName == "chrome_trace.json" ? .unneeded : nil
  }

  private static func text(_ head: FileHead) -> VeekshaPart? {
    if head.fileName == "health_check_results.txt" { return .health }
    if head.fileName == "config.yml" {
      let keys = head.lines.filter { $0.first?.isLetter == true }.map { $0.prefix { $0 != ":" } }
      let isRun = keys.contains("traffic_scheduler") && keys.contains("session_generator")
      return isRun || keys.contains("benchmark_config") && keys.contains("expansion_factor") ? .configuration : nil
    }
    if head.fileName.hasSuffix(".png") {
      return VeekshaPath.name(of: VeekshaPath.parent(of: head.path)) == "metrics" ? .unneeded : nil
    }
    let tables = [",cdf,", "run_index,run_dir,", "attempt,value,all_slos_met,run_dir", "attempt,value,run_dir,slo_key"]
    return tables.contains(where: head.firstLine.hasPrefix) ? .unneeded : nil
  }

  /// By its name, for one whose beginning is damaged.
  private init?(named name: Substring) {
    switch name {
    case "config.yml": self = .configuration
    case "summary_stats.json": self = .summary
    case "throughput_metrics.json": self = .throughput
    case "request_level_metrics.jsonl": self = .requests
    case "slo_results.json": self = .slos
    case "sweep_manifest.json": self = .sweepManifest
    case "sweep_summary.json": self = .sweepSummary
    case "capacity_search_results.json": self = .search
    default: return nil
    }
  }
}
