import CalibraxJSON
import CalibraxModel

/// `go test -bench`, plain or through `-json`. Lines of one benchmark are its samples; the number of processors and the
/// package tell it from others.
enum GoBench: FileAdapter {
  static let name = "go"
  static let summary = "go test -bench, text and -json"

  static func recognizes(_ head: FileHead) -> Bool {
    head.isObject(with: "Action", "Package")
      || head.json == nil && head.lines.contains { Line($0) != nil || $0.hasPrefix("--- FAIL: Benchmark") }
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var reader = Reader()
    if try file.head().json == nil {
      let unfinished = try file.forEachLine { (line, number) throws(AdapterError) in
        reader.take(line, "line \(number)", &conversion)
      }
      conversion.skip(unfinishedLine: unfinished)
    } else {
      try readEvents(&file, &reader, &conversion)
    }
    conversion.add(reader.draft(&conversion))
  }

  /// One line may be told in several events, and those of packages stand between one another.
  private static func readEvents(
    _ file: inout SourceFile, _ reader: inout Reader, _ conversion: inout Conversion
  ) throws(AdapterError) {
    var open: [String: String] = [:]
    let name = file.name
    _ = try file.forEachLine(takesUnfinished: true) { (line, number) throws(AdapterError) in
      if line.trimmed.isEmpty { return }
      let place = "line \(number)"
      // Other programs' lines may stand between the events.
      guard line.hasPrefix("{") else { return conversion.skip(place, "it is no event") }
      let event = try JSONDocument.parse(Array(line.utf8), of: name, at: place)
      let package = event["Package"]?.string ?? ""
      if reader.time == nil { reader.time = event["Time"]?.string }
      switch event["Action"]?.string {
      case "output":
        open[package, default: ""] += event["Output"]?.string ?? ""
        while let text = open[package], let newline = text.firstIndex(of: "\n") {
          open[package] = String(text[text.index(after: newline)...])
          reader.take(String(text[..<newline]), place, in: package, &conversion)
        }
      case "fail" where event["Test"]?.string?.hasPrefix("Benchmark") == true:
        reader.fail(event["Test"]?.string ?? "", place, in: package)
      default: break
      }
    }
    for (package, text) in open.sorted(by: { $0.key < $1.key }) where !text.trimmed.isEmpty {
      conversion.skip("the end", "\(package) ends in the middle of a line: \(text.prefix(100))")
    }
  }

  /// A line that tells of one measurement: `BenchmarkFib/n=05-2  1354054  19.17 ns/op  0 B/op`.
  fileprivate struct Line {
    var name: String
    var procs: String
    var values: [(value: Double, unit: String)]

    init?(_ line: some StringProtocol) {
      let words = line.split { $0 == " " || $0 == "\t" }
      guard words.count >= 4, words.count % 2 == 0, words[0].hasPrefix("Benchmark"), let count = Int(words[1]),
        count > 0
      else { return nil }
      values = []
      for place in stride(from: 2, to: words.count, by: 2) {
        guard let value = Double(lenient: words[place]) else { return nil }
        values.append((value, String(words[place + 1])))
      }
      (name, procs) = Self.parts(of: String(words[0]))
    }

    /// The name, and the number of processors that is written behind it where it is not 1.
    static func parts(of whole: String) -> (name: String, procs: String) {
      let dash = whole.lastIndex(of: "-")
      let number = dash.map { whole[whole.index(after: $0)...] } ?? ""
      let isCount = Int(number).map { $0 > 1 } == true && number.allSatisfy(\.isNumber)
      return isCount ? (String(whole[..<(dash ?? whole.endIndex)]), String(number)) : (whole, "1")
    }
  }

  /// Collects lines.
  fileprivate struct Reader {
    /// When the first event came.
    var time: String?
    /// What stands before the benchmarks of a package, which every line of it goes by.
    private var configurations: [String: OrderedMap<String>] = [:]
    private var measured: [(key: Key, place: String, values: OrderedMap<[Double]>)] = []
    private var places: [Key: Int] = [:]
    private var failed: [(name: String, place: String, package: String)] = []
    /// Every number of processors that was met.
    private var procs: Set<String> = []

    struct Key: Hashable {
      var name: String
      var procs: String
      var package: String
    }

    mutating func take(_ text: String, _ place: String, in package: String = "", _ conversion: inout Conversion) {
      if let line = Line(text) {
        procs.insert(line.procs)
        let key = Key(name: line.name, procs: line.procs, package: name(of: package))
        let index = places[key] ?? measured.count
        if index == measured.count { measured.append((key, place, [:])) }
        places[key] = index
        for (value, unit) in line.values {
          measured[index].values[unit] = (measured[index].values[unit] ?? []) + [value]
        }
        return
      }
      let words = text.split { $0 == " " || $0 == "\t" }
      if words.count > 2, words[0].hasPrefix("Benchmark"), Int(words[1]) != nil {
        conversion.skip(place, "it is no pairs of a value and its unit: \(text.prefix(100))")
      } else if words.count >= 3, words[0] == "---", words[1] == "FAIL:", words[2].hasPrefix("Benchmark") {
        fail(String(words[2]), place, in: package)
      } else if words.count >= 4, words[0].hasPrefix("Benchmark"), words[1] == "---", words[2] == "FAIL:" {
        // The values would stand there.
        procs.insert(Line.parts(of: String(words[0])).procs)
        fail(String(words[0]), place, in: package)
      } else if let colon = text.firstIndex(of: ":"), text[..<colon].allSatisfy({ $0.isLowercase || $0 == "-" }) {
        let value = text[text.index(after: colon)...].trimmed
        if !value.isEmpty, colon != text.startIndex {
          configurations[package, default: [:]][String(text[..<colon])] = value
        }
      }
    }

    mutating func fail(_ benchmark: String, _ place: String, in package: String) {
      failed.append((benchmark, place, name(of: package)))
    }

    private func name(of package: String) -> String { configurations[package]?["pkg"] ?? package }

    func draft(_ conversion: inout Conversion) -> RunDraft {
      var draft = RunDraft()
      draft.date(time, at: "Time", &conversion)
      for member in configurations.sorted(by: { $0.key < $1.key }).flatMap(\.value.members) where member.key != "pkg" {
        draft.environment[member.key] = .string(member.value)
      }
      for (key, place, values) in measured {
        for member in values {
          let measurement = Measurement(GoBench.metric(of: member.key), samples: member.value, member.key)
          draft.add(measurement, of: key.name, tags: key.tags, at: place, &conversion)
        }
      }
      addFailures(to: &draft, &conversion)
      return draft
    }

    private func addFailures(to draft: inout RunDraft, _ conversion: inout Conversion) {
      var keys: [(key: Key, place: String)] = []
      for (whole, place, package) in failed {
        let (name, count) = Line.parts(of: whole)
        // What fails in its first round is told of without the number, and names may end in one.
        let isCount = count != "1" && procs.contains(count)
        let key = Key(name: isCount ? name : whole, procs: isCount ? count : "", package: package)
        if !keys.contains(where: { $0.key == key }) { keys.append((key, place)) }
      }
      for (key, place) in keys {
        func isSame(_ other: Key) -> Bool {
          other.name == key.name && other.package == key.package && (key.procs.isEmpty || other.procs == key.procs)
        }
        if measured.contains(where: { isSame($0.key) }) {
          conversion.skip(place, "\(key.name) failed another time")
        } else if !keys.contains(where: { isSame($0.key) && $0.key != key }) {
          var measurement = Measurement("wall", nil, "s")
          measurement.error = "failed"
          draft.add(measurement, of: key.name, tags: key.tags, at: place, &conversion)
        }
      }
    }
  }

  /// The metric that a unit stands for; of units that people make up themselves the unit.
  static func metric(of unit: String) -> String {
    switch unit {
    case "ns/op": "wall"
    case "MB/s": "throughput"
    case "B/op": "alloc_bytes"
    case "allocs/op": "allocs"
    default: unit
    }
  }
}

extension GoBench.Reader.Key {
  fileprivate var tags: OrderedMap<String> {
    var tags = OrderedMap<String>()
    if !package.isEmpty { tags["pkg"] = package }
    if !procs.isEmpty { tags["procs"] = procs }
    return tags
  }
}
