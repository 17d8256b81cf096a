import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The `data.js` that github-action-benchmark keeps: `window.BENCHMARK_DATA = {…}`, or the JSON without what stands
/// before it. Every entry of every suite is a run; they are read one after the other, for years of them make a long
/// file.
enum GitHubActionBenchmarkHistory: FileAdapter {
  static let name = "github-action-benchmark-history"
  static let summary = "data.js or JSON that github-action-benchmark keeps, all its runs"

  static func recognizes(_ head: FileHead) -> Bool {
    head.text.drop { $0.isWhitespace }.hasPrefix("window.BENCHMARK_DATA")
      || head.isObject(with: "entries") && (head.isObject(with: "repoUrl") || head.text.contains("\"benches\""))
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    let name = file.name
    // The outermost object, the entries, and the list of a suite stand around an entry.
    var pieces = JSONPieces(depth: 3)
    var counts: [String: Int] = [:]
    while conversion.isWanted, !pieces.isComplete {
      let piece = try file.piece()
      if piece.isEmpty { break }
      try pieces.take(piece) { (path, bytes) throws(AdapterError) in
        guard path.first == "entries", path.count > 1 else { return }
        let place = "entries.\(path[1])[\(counts[path[1], default: 0])]"
        counts[path[1], default: 0] += 1
        guard path.count == 3, path[2].isEmpty else { return conversion.skip(place, "it is no entry of a list") }
        let entry = Entry(try JSONDocument.parse(bytes, of: name, at: place), of: path[1], at: place)
        conversion.addEntry(entry.draft(&conversion))
      }
    }
    if !pieces.isComplete, conversion.isWanted {
      throw AdapterError(
        name, "", "it ends in its middle, behind \(counts.values.reduce(0, +)) entries",
        hint: "Was the program that wrote it stopped? What stands before the end was read.")
    }
    if counts.isEmpty { conversion.skip("entries", "there are none") }
  }

  private struct Entry {
    let json: JSON
    let suite: String
    let place: String
    var tool: String { json["tool"]?.string ?? "" }

    init(_ json: JSON, of suite: String, at place: String) {
      (self.json, self.suite, self.place) = (json, suite, place)
    }

    func draft(_ conversion: inout Conversion) -> RunDraft {
      var draft = RunDraft()
      describe(&draft, &conversion)
      guard let benches = json["benches"]?.elements else {
        conversion.skip(place, "it has no list of benches")
        return draft
      }
      var values: [(place: String, value: GitHubActionValue)] = []
      for (index, bench) in benches.enumerated() {
        let place = "\(place).benches[\(index)]"
        if let value = GitHubActionValue(bench) {
          values.append((place, value))
        } else {
          conversion.skip(place, "it has no name")
        }
      }
      if tool == "go" {
        let values = GoBench.values(in: values, &conversion)
        for (place, value) in values {
          value.add(
            GoBench.metric(of: value.unit), nil, tags: ["procs": value.procs], scenario: suite, to: &draft, at: place,
            &conversion)
        }
      } else {
        for (place, value) in values {
          let (metric, direction) = metric(of: value.unit)
          value.add(metric, direction, scenario: suite, to: &draft, at: place, &conversion)
        }
      }
      return draft
    }

    private func describe(_ draft: inout RunDraft, _ conversion: inout Conversion) {
      let commit = json["commit"]
      draft.commit = commit?["id"]?.string
      if let moment = json["date"]?.number.flatMap({ Timestamp(unix: $0) }) {
        draft.date(moment)
      } else {
        draft.date(commit?["timestamp"]?.string, at: "\(place).commit.timestamp", &conversion)
      }
      draft.metadata["suite"] = .string(suite)
      draft.metadata["tool"] = json["tool"]
      if let message = commit?["message"]?.string {
        draft.metadata["message"] = .string(String(message.prefix { !$0.isNewline }))
      }
      draft.metadata["author"] = commit?["author"]?["name"] ?? commit?["author"]?["username"]
      draft.metadata["url"] = commit?["url"]
    }

    /// What people say of values of their own counts, and they are named as those of a file; of the tools that the
    /// action reads itself, a unit that says it counts more, for the tool's direction is that of its most common unit.
    private func metric(of unit: String) -> (name: String, direction: Direction) {
      switch tool {
      case "customBiggerIsBetter": return ("value", .higher)
      case "customSmallerIsBetter": return ("value", .lower)
      default: break
      }
      let unit = Unit(unit)
      if unit.name == "s" { return ("wall", .lower) }
      if unit.direction == .higher { return ("throughput", .higher) }
      if unit.direction != .info { return ("value", unit.direction) }
      switch tool {
      case "benchmarkjs", "pytest": return ("value", .higher)
      case "cargo", "googlecpp", "catch2", "julia", "jmh", "benchmarkdotnet", "benchmarkluau": return ("value", .lower)
      default: return ("value", .info)
      }
    }
  }
}

extension GoBench {
  /// The values of Go benchmarks one by one, each of the benchmark's name. The action writes what a line says as one
  /// value whose unit holds the others, and since Go 1.18 each again as `BenchmarkCopy - MB/s`: what is said twice
  /// counts once.
  fileprivate static func values(
    in written: [(place: String, value: GitHubActionValue)], _ conversion: inout Conversion
  ) -> [(place: String, value: GitHubActionValue)] {
    var result: [(place: String, value: GitHubActionValue)] = []
    var combined: [(place: String, value: GitHubActionValue)] = []
    for (place, value) in written {
      let words = value.unit.split(whereSeparator: \.isWhitespace).map(String.init)
      var single = value
      if words.count < 2 {
        if value.name.hasSuffix(" - \(value.unit)") { single.name = String(value.name.dropLast(value.unit.count + 3)) }
        result.append((place, single))
        continue
      }
      single.unit = words[0]
      combined.append((place, single))
      for index in stride(from: 1, to: words.count, by: 2) {
        guard words.indices.contains(index + 1), let number = Double(lenient: words[index]) else {
          conversion.skip(place, "it is no pairs of a value and its unit: \(value.unit)")
          break
        }
        (single.value, single.unit) = (number, words[index + 1])
        combined.append((place, single))
      }
    }
    var known = Set(result.map { [$0.value.name, $0.value.procs, $0.value.unit] })
    for (place, value) in combined where known.insert([value.name, value.procs, value.unit]).inserted {
      result.append((place, value))
    }
    return result
  }
}

extension GitHubActionValue {
  /// The number of processors that Go says it used; it says nothing for one.
  fileprivate var procs: String {
    let line = (extra ?? "").split(whereSeparator: \.isNewline).first { $0.hasSuffix(" procs") }
    return line.map { String($0.dropLast(6)).trimmed } ?? "1"
  }
}
