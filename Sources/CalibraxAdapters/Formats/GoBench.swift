import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// `go test -bench`, plain or through `-json`. Lines of one benchmark are its samples; the number of processors and the
/// package tell it from others.
enum GoBench: FileAdapter {
  static let name = "go"
  static let summary = "go test -bench, text and -json"

  static func recognizes(_ head: FileHead) -> Bool {
    head.isObject(with: "Action", "Package") || head.isObject(with: "Action", "ImportPath")
      || head.json == nil
        && head.lines.contains { line in
          Line(line) != nil || Line.Begun(line)?.saysProcs == true
            || ["--- FAIL: Benchmark", "--- SKIP: Benchmark"].contains { line.hasPrefix($0) }
        }
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
        while let text = open[package], let newline = text.firstIndex(where: \.endsLine) {
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
