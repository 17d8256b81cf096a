import CalibraxJSON
import CalibraxModel
import CalibraxReading

extension GoBench {
  /// Collects what lines tell.
  struct Reader {
    /// When the first event came.
    var time: String?
    private var streams: [String: Stream] = [:]
    private var measured: [(key: Key, place: String, values: OrderedMap<[Double]>)] = []
    private var places: [Key: Int] = [:]
    private var failures = Failures()
    /// Every number of processors that was met.
    private var procs: Set<String> = []
    /// Where it says that something failed, and not what.
    private var ending: String?
    private var hasToldOfFailure = false

    struct Key: Hashable {
      var name: String
      var procs: String
      var package: String
    }

    /// The lines of one package, or all lines of a text.
    private struct Stream {
      /// What every line goes by: `goos`, `pkg` and the like.
      var configuration = OrderedMap<String>()
      /// What others say before the first benchmark.
      var notes = OrderedMap<String>()
      var hasBegun = false
      var hasFailed = false
      /// The benchmark whose values have not come yet, and what it died of.
      var begun: (name: String, place: String, reason: String?)?
    }

    private static let machine = ["goos", "goarch", "cpu"]
    private static let causes = ["panic: ", "fatal error: ", "signal: ", "exit status "]
    /// What begins as a note does and is none.
    private static let complaints: Set<String> = [
      "panic", "warning", "error", "note", "go", "testing", "fatal", "signal",
    ]

    mutating func take(_ text: String, _ place: String, in package: String = "", _ conversion: inout Conversion) {
      var stream = streams[package] ?? Stream()
      defer { streams[package] = stream }
      let words = text.split { $0 == " " || $0 == "\t" }
      if let line = Line(text) {
        end(&stream, package)
        return add(line, place, in: &stream, package)
      }
      if let begun = stream.begun, let line = Line(begun.name + " " + text) {
        stream.begun = nil
        return add(line, place, in: &stream, package)
      }
      let isBenchmark = words.first?.hasPrefix("Benchmark") == true
      if isBenchmark, words.count > 2, Int(words[1]) != nil {
        end(&stream, package)
        conversion.skip(place, "it is no pairs of a value and its unit: \(text.prefix(100))")
      } else if let mark = words.firstIndex(of: "---"), mark == 0 || mark == 1 && isBenchmark,
        words.count > mark + 2, words[mark + 2].hasPrefix("Benchmark"), ["FAIL:", "SKIP:"].contains(words[mark + 1])
      {
        // The values would stand there.
        if mark == 1 { procs.insert(Line.parts(of: String(words[0])).procs) }
        stream.begun = nil
        stream.hasBegun = true
        if words[mark + 1] == "FAIL:" {
          fail(String(words[mark == 1 ? 0 : 2]), place, in: &stream, package)
        } else {
          conversion.skip(place, "\(words[mark + 2]) was not measured: it says that it is to be left out")
        }
      } else if let begun = Line.Begun(text) {
        end(&stream, package)
        stream.hasBegun = true
        stream.begun = (begun.name, place, Self.cause(begun.rest))
      } else {
        takeOther(text, words, place, &stream, package, &conversion)
      }
    }

    private mutating func takeOther(
      _ text: String, _ words: [Substring], _ place: String, _ stream: inout Stream, _ package: String,
      _ conversion: inout Conversion
    ) {
      if let begun = stream.begun, begun.reason == nil { stream.begun?.reason = Self.cause(text) }
      if words.first == "FAIL" || words == ["PASS"] || words.first == "ok" && text.hasPrefix("ok ") {
        end(&stream, package)
        if words == ["FAIL"] { ending = place }
        guard words.count > 1 else { return }
        if words[0] == "FAIL", !stream.hasFailed {
          hasToldOfFailure = true
          let why = words.last?.hasSuffix("failed]") == true ? words[2...].joined(separator: " ") : ""
          conversion.skip(
            place, "\(words[1]) failed" + (why.isEmpty ? ", and no benchmark is named that did" : ": \(why)"))
        }
        stream.hasFailed = false
      } else if let colon = text.firstIndex(of: ":"), colon != text.startIndex,
        text[..<colon].allSatisfy({ $0.isLowercase || $0 == "-" })
      {
        let (key, value) = (String(text[..<colon]), text[text.index(after: colon)...].trimmed)
        if value.isEmpty || Self.complaints.contains(key) { return }
        if key == "pkg" || Self.machine.contains(key) {
          stream.configuration[key] = value
        } else if !stream.hasBegun {
          stream.notes[key] = value
        }
      }
    }

    /// What a line says a program died of; `nil` when it says nothing of it.
    private static func cause(_ text: String) -> String? {
      causes.contains { text.hasPrefix($0) } ? String(text.prefix(200)) : nil
    }

    private mutating func add(_ line: Line, _ place: String, in stream: inout Stream, _ package: String) {
      stream.hasBegun = true
      procs.insert(line.procs)
      let key = Key(name: line.name, procs: line.procs, package: stream.configuration["pkg"] ?? package)
      let index = places[key] ?? measured.count
      if index == measured.count { measured.append((key, place, [:])) }
      places[key] = index
      for (value, unit) in line.values {
        measured[index].values[unit] = (measured[index].values[unit] ?? []) + [value]
      }
    }

    /// Ends the benchmark whose values have not come.
    private mutating func end(_ stream: inout Stream, _ package: String) {
      guard let begun = stream.begun else { return }
      stream.begun = nil
      procs.insert(Line.parts(of: begun.name).procs)
      fail(begun.name, begun.place, begun.reason ?? "it has no values", in: &stream, package)
    }

    /// Takes in that a benchmark failed.
    mutating func fail(_ benchmark: String, _ place: String, in package: String) {
      var stream = streams[package] ?? Stream()
      fail(benchmark, place, in: &stream, package)
      streams[package] = stream
    }

    private mutating func fail(
      _ benchmark: String, _ place: String, _ reason: String = "failed", in stream: inout Stream, _ package: String
    ) {
      stream.hasFailed = true
      hasToldOfFailure = true
      failures.add(benchmark, place, reason, of: stream.configuration["pkg"] ?? package)
    }

    mutating func draft(_ conversion: inout Conversion) -> RunDraft {
      for (package, stream) in streams.sorted(by: { $0.key < $1.key }) {
        var stream = stream
        end(&stream, package)
      }
      if let ending, !hasToldOfFailure { conversion.skip(ending, "something failed, and nothing says what") }
      var draft = RunDraft()
      draft.date(time, at: "Time", &conversion)
      for (_, stream) in streams.sorted(by: { $0.key < $1.key }) {
        for member in stream.configuration where member.key != "pkg" {
          draft.environment[member.key] = .string(member.value)
        }
        for member in stream.notes { draft.metadata[member.key] = .string(member.value) }
      }
      for (key, place, values) in measured {
        for member in values {
          let measurement = Measurement(GoBench.metric(of: member.key), samples: member.value, member.key)
          draft.add(measurement, of: key.name, tags: key.tags, at: place, &conversion)
        }
      }
      failures.add(to: &draft, beside: measured.map(\.key), procs, &conversion)
      return draft
    }
  }
}

extension GoBench.Reader.Key {
  /// What tells it from others of its name.
  var tags: OrderedMap<String> {
    var tags = OrderedMap<String>()
    if !package.isEmpty { tags["pkg"] = package }
    if !procs.isEmpty { tags["procs"] = procs }
    return tags
  }
}
