import CalibraxJSON

/// The tables of a sweep and of a capacity search, with the columns that Veeksha's own module gives them. Numbers are
/// numbers and what is not there is null; there, all cells of a sweep are texts.
enum VeekshaTables {
  /// The folder that another lies in, as an entry tells it; another one where it does not.
  static func folder(of entry: JSON?, else other: String) -> String {
    folder(of: entry?["run_dir"]?.string ?? "", else: other)
  }

  /// The folder that another lies in.
  static func folder(of path: String, else other: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return other }
    return String(path[..<slash])
  }

  /// The runs of a sweep; `nil` when nothing is known of them.
  static func sweep(_ entries: [JSON]) -> BridgeCommand? {
    guard !entries.isEmpty else { return nil }
    let columns: [(name: String, path: [String])] = [
      ("run_index", ["run_index"]), ("run_dir", ["run_dir"]), ("traffic_type", ["traffic", "traffic_type"]),
      ("target_concurrent_sessions", ["traffic", "target_concurrent_sessions"]),
      ("arrival_rate", ["traffic", "arrival_rate"]), ("context_length", ["context_length"]),
      ("output_length", ["output_length"]), ("max_sessions", ["runtime", "max_sessions"]),
      ("benchmark_timeout_s", ["runtime", "benchmark_timeout_s"]),
      ("num_requests", ["summary_stats", "Number of Requests"]),
      ("num_completed_requests", ["summary_stats", "Number of Completed Requests"]),
      ("error_rate", ["summary_stats", "Error Rate"]), ("all_slos_met", ["slo_results", "all_slos_met"]),
      ("tpot_based_throughput", ["throughput_metrics", "tpot_based_throughput"]),
      ("tbc_based_throughput", ["throughput_metrics", "tbc_based_throughput"]),
    ]
    return .table(
      key: "sweep_summary_table", columns: columns.map(\.name),
      rows: entries.map { entry in
        columns.map { column in column.path.reduce(entry) { $0[$1] ?? .null } }
      })
  }

  /// The attempts of a search, and how each of its objectives was met.
  static func attempts(_ entries: [JSON]) -> BridgeCommand {
    var names = OrderedMap<Void>()
    for entry in entries { for result in named(entry) { names[result.name] = () } }
    let members = ["observed_value", "threshold", "met"]
    let columns = names.keys.flatMap { name in members.map { "\(name)/\($0)" } }
    let rows = entries.enumerated().map { place, entry -> [JSON] in
      let results = named(entry)
      let cells = names.keys.flatMap { name -> [JSON] in
        let result = results.first { $0.name == name }?.result
        return members.map { result?[$0] ?? .null }
      }
      return head(entry, place) + [entry["all_slos_met"] ?? .null, entry["run_dir"] ?? .null] + cells
    }
    return .table(
      key: "capsearch_attempts", columns: ["attempt", "value", "all_slos_met", "run_dir"] + columns, rows: rows)
  }

  /// The objectives of the attempts, a row for each.
  static func objectives(_ entries: [JSON]) -> BridgeCommand {
    let members = [
      "met", "observed_value", "threshold", "percentile", "metric", "slo_metric_key", "lower_is_better",
    ]
    let rows = entries.enumerated().flatMap { place, entry in
      named(entry).map { name, result in
        head(entry, place) + [entry["run_dir"] ?? .null, .string(name)] + members.map { result[$0] ?? .null }
      }
    }
    return .table(
      key: "capsearch_slo_details", columns: ["attempt", "value", "run_dir", "slo_key"] + members, rows: rows)
  }

  private static func head(_ entry: JSON, _ place: Int) -> [JSON] {
    [.number(JSONNumber(place + 1)), entry["value"] ?? .null]
  }

  /// The results of an attempt under names of which no two are the same: one that a second has is the key's.
  private static func named(_ entry: JSON) -> [(name: String, result: JSON)] {
    let results = entry["slo_results"]?["results"]?.elements ?? []
    let names = results.map { $0["name"]?.string ?? $0["slo_metric_key"]?.string ?? "" }
    return zip(names, results).map { name, result in
      let isAlone = names.count { $0 == name } == 1
      return (isAlone ? name : result["slo_metric_key"]?.string ?? name, result)
    }
  }
}
