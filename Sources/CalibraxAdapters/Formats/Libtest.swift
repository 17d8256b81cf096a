import CalibraxModel
import CalibraxReading

/// The lines that `cargo bench` prints of `#[bench]` functions, and Criterion with `--output-format bencher`.
enum Libtest: FileAdapter {
  static let name = "libtest"
  static let summary = "text of Rust's libtest and of bencher"

  static func recognizes(_ head: FileHead) -> Bool {
    head.json == nil && head.text.contains("/iter (+/- ") && head.text.contains("... bench:")
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var draft = RunDraft()
    // The lines of one program.
    var failed: [(name: String, place: String)] = []
    var hasTests = false
    func endProgram(_ conversion: inout Conversion) {
      for failure in failed where !hasTests {
        var wall = Measurement("wall", nil, "ns")
        wall.error = "failed"
        draft.add(wall, of: failure.name, at: failure.place, &conversion)
      }
      (failed, hasTests) = ([], false)
    }
    let unfinished = try file.forEachLine { (line, number) throws(AdapterError) in
      let place = "line \(number)"
      if line.hasPrefix("running ") { endProgram(&conversion) }
      guard let result = Line(line) else { return }
      switch result.outcome {
      case .measured(let measurements):
        for measurement in measurements { draft.add(measurement, of: result.name, at: place, &conversion) }
      case .failed: failed.append((result.name, place))
      // With what measures, tests are ignored: where one passes, nothing is measured, and what fails is no benchmark.
      case .passed: hasTests = true
      case .ignored: break
      case .unknown:
        conversion.skip(place, "it has no result that is known; what a benchmark prints may stand in between")
      }
    }
    conversion.skip(unfinishedLine: unfinished)
    endProgram(&conversion)
    conversion.add(draft)
  }

  /// A line that tells of one test: `test parse_big ... bench:   1,234,567 ns/iter (+/- 98,765) = 102 MB/s`.
  private struct Line {
    enum Outcome {
      case measured([Measurement])
      case failed, passed, ignored, unknown
    }

    var name: String
    var outcome: Outcome

    init?(_ line: String) {
      guard line.hasPrefix("test "), let dots = line.firstRange(of: " ... ") else { return nil }
      name = line[..<dots.lowerBound].dropFirst("test ".count).trimmed
      let result = line[dots.upperBound...].trimmed
      if result.hasPrefix("bench:") {
        outcome = Self.measured(result.dropFirst("bench:".count)).map(Outcome.measured) ?? .unknown
      } else if result.hasPrefix("FAILED") {
        outcome = .failed
      } else if result == "ok" || result.hasPrefix("ok ") {
        outcome = .passed
      } else {
        outcome = result.hasPrefix("ignored") ? .ignored : .unknown
      }
    }

    private static func measured(_ text: Substring) -> [Measurement]? {
      let words = text.split { $0 == " " || $0 == "\t" }
      guard words.count >= 4, let value = Double(lenient: words[0]), words[1].hasSuffix("/iter"), words[2] == "(+/-",
        words[3].hasSuffix(")"), let deviation = Double(lenient: words[3].dropLast())
      else { return nil }
      let unit = String(words[1])
      let isTime = Unit(unit).name == "s"
      var wall = Measurement(isTime ? "wall" : unit, value, unit, .lower)
      wall.statistic = .median
      // Of libtest this is the largest sample less the smallest, of Criterion the standard deviation. So the range is
      // an outer one for libtest: no sample lies beyond it, and they may all lie on one side.
      (wall.lower, wall.upper) = (value - deviation, value + deviation)
      guard words.count > 4 else { return [wall] }
      guard words.count == 7, words[4] == "=", let rate = Double(lenient: words[5]) else { return nil }
      var throughput = Measurement("throughput", rate, String(words[6]), .higher)
      throughput.statistic = .median
      return [wall, throughput]
    }
  }
}
