import CalibraxReading

extension GoBench {
  /// A line that tells of one measurement: `BenchmarkFib/n=05-2  1354054  19.17 ns/op  0 B/op`.
  struct Line {
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
}

extension GoBench.Line {
  /// A line that names a benchmark whose values are yet to come; what it prints itself stands in their place.
  struct Begun {
    /// The name as it is written, with the number of processors.
    var name: String
    /// What stands in the place of the values.
    var rest: String

    /// Whether the name ends in a number of processors.
    var saysProcs: Bool { GoBench.Line.parts(of: name).procs != "1" }

    init?(_ line: some StringProtocol) {
      let name = line.prefix { $0 != " " && $0 != "\t" }
      guard name.hasPrefix("Benchmark"), let next = name.dropFirst("Benchmark".count).first, !next.isLowercase else {
        return nil
      }
      // The name alone is printed before the benchmark begins.
      let behind = line[name.endIndex...]
      guard behind.contains("\t") else { return nil }
      self.name = String(name)
      rest = behind.trimmed
    }
  }
}
