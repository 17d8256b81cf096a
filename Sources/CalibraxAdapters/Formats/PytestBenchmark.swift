import CalibraxJSON
import CalibraxModel

/// `--benchmark-json` of pytest-benchmark and the files that it saves. A test is a point, its parameters are the tags.
enum PytestBenchmark: FileAdapter {
  static let name = "pytest-benchmark"
  static let summary = "JSON of pytest-benchmark"

  static func recognizes(_ head: FileHead) -> Bool { head.isObject(with: "machine_info", "benchmarks") }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    let document = try JSONDocument.read(&file)
    guard let benchmarks = document["benchmarks"]?.elements else {
      throw AdapterError(file.name, "benchmarks", "there is no list of benchmarks")
    }
    var draft = RunDraft()
    describe(document, &draft, &conversion)
    for (index, benchmark) in benchmarks.enumerated() {
      add(benchmark, at: "benchmarks[\(index)]", to: &draft, &conversion)
    }
    conversion.add(draft)
  }

  private static func describe(_ document: JSON, _ draft: inout RunDraft, _ conversion: inout Conversion) {
    let commit = document["commit_info"]
    // What it writes outside a repository, or on no branch.
    draft.commit = commit?["id"]?.string.flatMap { ["unversioned", "unknown"].contains($0) ? nil : $0 }
    draft.branch = commit?["branch"]?.string.flatMap { $0.hasPrefix("(") ? nil : $0 }
    if commit?["dirty"] == true { draft.metadata["dirty"] = true }
    if let project = commit?["project"], project.string?.isEmpty == false { draft.metadata["project"] = project }
    if document["datetime"]?.string?.isEmpty == false {
      draft.date(document["datetime"]?.string, at: "datetime", &conversion)
    } else {
      draft.date(commit?["time"]?.string, at: "commit_info.time", &conversion)
    }
    if let version = document["version"] { draft.metadata["pytest_benchmark_version"] = version }
    describe(machine: document["machine_info"]?.members ?? [:], &draft)
  }

  private static func describe(machine: OrderedMap<JSON>, _ draft: inout RunDraft) {
    var rest = machine
    func take(_ members: [String]) -> JSON? {
      let words = members.compactMap { rest[$0]?.string }.filter { !$0.isEmpty }
      for member in members { rest[member] = nil }
      return words.isEmpty ? nil : .string(words.joined(separator: " "))
    }
    draft.environment["host"] = take(["node"])
    draft.environment["cpu"] = machine["cpu"]?["brand_raw"] ?? machine["cpu"]?["brand"]
    draft.environment["cores"] = machine["cpu"]?["count"]
    draft.environment["architecture"] = take(["machine"])
    draft.environment["os"] = take(["system", "release"])
    draft.environment["python"] = take(["python_implementation", "python_version"])
    // The clock rate of the moment is there, so all of it may differ from run to run.
    if !rest.isEmpty { draft.metadata["machine_info"] = .object(rest) }
  }

  private static func add(
    _ benchmark: JSON, at place: String, to draft: inout RunDraft, _ conversion: inout Conversion
  ) {
    guard let name = benchmark["fullname"]?.string ?? benchmark["name"]?.string else {
      conversion.skip(place, "it has no name")
      return
    }
    let tags = benchmark["params"]?.tags ?? [:]
    let wall = time(benchmark, at: place, &conversion)
    draft.add(
      wall, of: name, scenario: benchmark["group"]?.string ?? "", tags: tags, at: place, &conversion)
    if let info = benchmark["extra_info"], info.members?.isEmpty == false {
      draft.note("extra_info", info, of: name, tags: tags)
    }
  }

  private static func time(_ benchmark: JSON, at place: String, _ conversion: inout Conversion) -> Measurement {
    var wall = Measurement("wall", nil, "s")
    wall.error = failure(of: benchmark)
    guard wall.error == nil, let stats = benchmark["stats"] else { return wall }
    let samples = conversion.samples(stats["data"], at: place + ".stats.data")
    let rounds = stats["rounds"]?.number.flatMap { Int(exactly: $0) }
    if !samples.isEmpty, samples.count == rounds ?? samples.count {
      return Measurement("wall", samples: samples, "s")
    }
    if let rounds, !samples.isEmpty {
      conversion.skip(place + ".stats.data", "it has \(samples.count) times of \(rounds) rounds")
    }
    let median = stats["median"]?.number
    wall.value = median ?? stats["mean"]?.number
    wall.statistic = median == nil ? .mean : .median
    (wall.lower, wall.upper) = (stats["q1"]?.number, stats["q3"]?.number)
    wall.count = rounds
    return wall
  }

  /// What went wrong; `nil` when nothing did. Tests that fail are not in the file, unless a hook puts them there.
  private static func failure(of benchmark: JSON) -> String? {
    for member in [benchmark["error"], benchmark["has_error"]] {
      if member == true { return "failed" }
      if let text = member?.string, !text.isEmpty { return text }
    }
    let stats = benchmark["stats"]
    let hasTimes = stats?["median"]?.number != nil || stats?["mean"]?.number != nil
    return hasTimes || stats?["data"]?.numbers?.isEmpty == false ? nil : "it has no times"
  }
}
