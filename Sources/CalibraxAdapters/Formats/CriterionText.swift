import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// What Criterion prints. Its numbers are rounded; those of its folders are not.
enum CriterionText: FileAdapter {
  static let name = "criterion-text"
  static let summary = "text that Criterion prints"

  static func recognizes(_ head: FileHead) -> Bool {
    head.json == nil && head.lines.contains { Line($0)?.isThroughput == false }
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var draft = RunDraft()
    // What stands on the line before, and may be a name.
    var written: String?
    var analyzed: String?
    var measured: String?
    var begun = OrderedMap<String>()
    let unfinished = try file.forEachLine { (text, number) throws(AdapterError) in
      let place = "line \(number)"
      let before = written
      written = nil
      if let line = Line(text) {
        var name = isName(line.name) ? line.name : nil
        if line.name.isEmpty {
          name = line.isThroughput ? measured : analyzed == nil || before == analyzed ? before : nil
        }
        measured = name
        guard let name else { return conversion.skip(place, "no name of a benchmark stands before it") }
        analyzed = nil
        draft.add(line.measurement, of: name, at: place, &conversion)
        begun[name] = nil
      } else if text.contains("time:"), !text.contains("%") {
        measured = nil
        conversion.skip(place, "it is no time between its bounds: \(text.prefix(100))")
      } else if text.hasPrefix(Self.announcement) {
        measured = nil
        let told = text.dropFirst(Self.announcement.count)
        if let colon = told.firstRange(of: ": Warming up for ") { begun[told[..<colon.lowerBound].trimmed] = place }
        analyzed = told.hasSuffix(": Analyzing") ? told.dropLast(": Analyzing".count).trimmed : nil
      } else if let first = text.first, !first.isWhitespace, isName(text) {
        // A long name stands on a line of its own, right before its time.
        written = text.trimmed
        measured = nil
      }
    }
    conversion.skip(unfinishedLine: unfinished)
    for benchmark in begun { conversion.skip(benchmark.value, "\(benchmark.key) begins here and has no time") }
    conversion.add(draft)
  }

  private static let announcement = "Benchmarking "

  /// Whether a text may be a benchmark's name, and is nothing that programs say.
  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && ![announcement, "warning:", "error:", "note:"].contains { text.hasPrefix($0) }
  }

  /// A line that says an estimate between its bounds: `fib/rec/12   time:   [276.70 ns 281.71 ns 287.61 ns]`. What has
  /// changed since another run is said in percent, and is none.
  private struct Line {
    /// Empty where it stands on a line before.
    var name: String
    var isThroughput: Bool
    var measurement: Measurement

    init?(_ text: some StringProtocol) {
      let words = text.split { $0 == " " || $0 == "\t" }
      guard words.count >= 7, let last = words.last, last.hasSuffix("]") else { return nil }
      let label = words.count - 7
      guard words[label] == "time:" || words[label] == "thrpt:", words[label + 1].hasPrefix("[") else { return nil }
      isThroughput = words[label] == "thrpt:"
      name = words[..<label].joined(separator: " ")
      guard let lower = Quantity(words[label + 1].dropFirst(), words[label + 2]),
        let value = Quantity(words[label + 3], words[label + 4]),
        let upper = Quantity(words[label + 5], last.dropLast()),
        lower.base.name == value.base.name, upper.base.name == value.base.name
      else { return nil }
      let isTime = value.base.name == "s"
      measurement = Measurement(
        isThroughput ? "throughput" : isTime ? "wall" : value.unit, value.number, value.unit,
        isThroughput ? .higher : .lower)
      // Each may have a unit of its own: [999.87 ns 1.0002 µs 1.0006 µs].
      measurement.lower = lower.number * (lower.base.factor / value.base.factor)
      measurement.upper = upper.number * (upper.base.factor / value.base.factor)
    }
  }

  /// A number with its unit.
  private struct Quantity {
    var number: Double
    var unit: String
    var base: Unit { Unit(unit) }

    init?(_ text: some StringProtocol, _ unit: some StringProtocol) {
      guard let number = Double(lenient: text) else { return nil }
      let elements = ["elem/s": 1, "Kelem/s": 1e3, "Melem/s": 1e6, "Gelem/s": 1e9][String(unit)]
      self.number = number * (elements ?? 1)
      self.unit = elements == nil ? String(unit) : "1/s"
    }
  }
}
