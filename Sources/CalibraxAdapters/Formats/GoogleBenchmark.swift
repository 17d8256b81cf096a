import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// `--benchmark_format=json` or `csv` of Google Benchmark, its repetitions as samples. What it works out of repetitions
/// itself is no benchmark, unless it is all there is.
enum GoogleBenchmark: FileAdapter {
  static let name = "google-benchmark"
  static let summary = "JSON and CSV of Google Benchmark"

  static func recognizes(_ head: FileHead) -> Bool {
    head.isObject(with: "context") && head.text.contains("\"library_build_type\"")
      || head.isObject(with: "context", "benchmarks") && head.text.contains("\"real_time\"")
      || head.lines.contains { $0.hasPrefix(csvHead) }
  }

  private static let csvHead = "name,iterations,real_time,cpu_time,time_unit"

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    if try file.head().json == nil { return try readCSV(&file, into: &conversion) }
    let document = try JSONDocument.read(&file)
    guard let benchmarks = document["benchmarks"]?.elements else {
      throw AdapterError(file.name, "benchmarks", "there is no list of benchmarks")
    }
    var draft = RunDraft()
    describe(document["context"], &draft, &conversion)
    add(benchmarks.enumerated().map { ("benchmarks[\($0.offset)]", $0.element) }, to: &draft, &conversion)
    conversion.add(draft)
  }

  /// The rows of the CSV say what the objects of the JSON do.
  private static func readCSV(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var columns: NamedColumns?
    var benchmarks: [(String, JSON)] = []
    let unfinished = try CommaSeparated.forEachRow(of: &file) { (row) throws(AdapterError) in
      guard let known = columns else {
        // The context stands before the table when both are printed to one place.
        if row.cells.joined(separator: ",").hasPrefix(csvHead) { columns = NamedColumns(names: row.cells) }
        return
      }
      var benchmark = OrderedMap<JSON>()
      for name in known.names {
        guard let cell = known.cell(name, of: row) else { continue }
        let number = name == "name" || name == "label" ? nil : Double(lenient: cell)
        benchmark[name] = cell == "true" ? true : number.map { .number(JSONNumber($0)) } ?? .string(cell)
      }
      benchmarks.append(("line \(row.line)", .object(benchmark)))
    }
    conversion.skip(unfinishedLine: unfinished)
    var draft = RunDraft()
    add(benchmarks, to: &draft, &conversion)
    conversion.add(draft)
  }

  /// What tells this machine from others is its environment; what differs from run to run is metadata.
  private static func describe(_ context: JSON?, _ draft: inout RunDraft, _ conversion: inout Conversion) {
    draft.date(context?["date"]?.string, at: "context.date", &conversion)
    if let host = context?["host_name"] { draft.environment["host"] = host }
    if let cores = context?["num_cpus"] { draft.environment["cores"] = cores }
    for member in ["cpu_scaling_enabled", "library_build_type"] {
      if let value = context?[member] { draft.environment[member] = value }
    }
    for member in context?.members ?? [:] where draft.environment[member.key] == nil {
      if !["date", "host_name", "num_cpus"].contains(member.key) { draft.metadata[member.key] = member.value }
    }
  }

  private static func add(
    _ benchmarks: [(place: String, benchmark: JSON)], to draft: inout RunDraft, _ conversion: inout Conversion
  ) {
    var measured = OrderedMap<[(place: String, benchmark: JSON)]>()
    var aggregates = OrderedMap<[(kind: String, place: String, benchmark: JSON)]>()
    let rows = Rows(benchmarks.map(\.benchmark))
    for (place, benchmark) in benchmarks {
      guard let name = benchmark["name"]?.string else {
        conversion.skip(place, "it has no name")
        continue
      }
      if let aggregate = aggregate(benchmark, name, in: rows) {
        aggregates[aggregate.of] = (aggregates[aggregate.of] ?? []) + [(aggregate.kind, place, benchmark)]
        continue
      }
      let run = benchmark["run_name"]?.string ?? name
      measured[run] = (measured[run] ?? []) + [(place, benchmark)]
    }
    for group in measured { Repetitions(of: group.key, group.value).add(to: &draft, &conversion) }
    let names = Set(measured.keys)
    for group in aggregates where !names.contains(group.key) {
      if let kind = ["median", "mean"].first(where: { kind in group.value.contains { $0.kind == kind } }) {
        let chosen = group.value.filter { $0.kind == kind }.map { ($0.place, $0.benchmark) }
        Repetitions(of: group.key, chosen, kind: kind).add(to: &draft, &conversion)
      } else if !names.contains(where: { $0.hasPrefix(group.key + "/") }) {
        // What is worked out of all arguments of a benchmark is no more missing than what is of repetitions.
        let kinds = group.value.map(\.kind).joined(separator: ", ")
        conversion.skip(group.value[0].place, "of \(group.key) there is neither a median nor a mean, but \(kinds)")
      }
    }
  }

  /// What of which benchmark is worked out; `nil` for one that was measured. CSV and older versions say it by the name
  /// alone.
  private static func aggregate(_ benchmark: JSON, _ name: String, in rows: Rows) -> (kind: String, of: String)? {
    if let kind = benchmark["run_type"]?.string {
      guard kind == "aggregate" else { return nil }
      return (benchmark["aggregate_name"]?.string ?? "", benchmark["run_name"]?.string ?? name)
    }
    return rows.aggregate(benchmark, name)
  }

  /// All benchmarks of a file, for those that do not say whether they were measured: people call theirs `vector_mean`.
  private struct Rows {
    private var counts: [String: Int] = [:]
    private var iterations: [String: Set<Double?>] = [:]

    init(_ benchmarks: [JSON]) {
      for benchmark in benchmarks {
        guard let name = benchmark["name"]?.string else { continue }
        counts[name, default: 0] += 1
        iterations[name, default: []].insert(benchmark["iterations"]?.number)
      }
    }

    /// What is worked out of the same repetitions, and says as many iterations.
    private static let companions = [
      "mean": "stddev", "median": "mean", "stddev": "mean", "cv": "mean", "BigO": "RMS", "RMS": "BigO",
    ]

    func aggregate(_ benchmark: JSON, _ name: String) -> (kind: String, of: String)? {
      guard let (kind, companion) = Self.companions.first(where: { name.hasSuffix("_" + $0.key) }) else { return nil }
      let base = String(name.dropLast(kind.utf8.count + 1))
      let isBeside = iterations["\(base)_\(companion)"]?.contains(benchmark["iterations"]?.number) == true
      return isBeside || counts[base, default: 0] > 1 ? (kind, base) : nil
    }
  }
}
