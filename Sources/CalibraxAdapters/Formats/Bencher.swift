import CalibraxJSON
import CalibraxModel

/// Bencher Metric Format: `{benchmark: {measure: {value, lower_value?, upper_value?}}}`. The measures that Bencher has
/// built in have a unit and a direction, those of people's own have none.
enum Bencher: FileAdapter {
  static let name = "bencher"
  static let summary = "Bencher Metric Format (BMF) JSON"

  static func recognizes(_ head: FileHead) -> Bool {
    guard head.json?.isArray == false else { return false }
    var first: Bool?
    var pieces = JSONPieces(depth: 2)
    _ = try? pieces.take(Array(head.text.utf8)) { (path, bytes) throws(AdapterError) in
      guard first == nil else { return }
      first = path.count == 2 && !path.contains("") && (try? JSON(parsing: bytes))?["value"] != nil
    }
    return first ?? false
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    guard let benchmarks = try JSONDocument.read(&file).members else {
      throw AdapterError(file.name, "", "there is no object of benchmarks")
    }
    var draft = RunDraft()
    for benchmark in benchmarks {
      guard let measures = benchmark.value.members else {
        conversion.skip(benchmark.key, "it is no object of measures")
        continue
      }
      let name = withoutMark(benchmark.key)
      if name != benchmark.key {
        conversion.note(
          benchmark.key,
          "its name says that it is to be ignored; it is read as \(name): add a policy with ignore for it")
      }
      for measure in measures {
        let place = "\(benchmark.key).\(measure.key)"
        guard measure.value.members != nil else {
          conversion.skip(place, "it is no object with a value")
          continue
        }
        let (unit, direction) = builtIn(measure.key)
        var measurement = Measurement(measure.key, measure.value["value"]?.number, unit, direction)
        measurement.lower = measure.value["lower_value"]?.number
        measurement.upper = measure.value["upper_value"]?.number
        draft.add(measurement, of: name, at: place, &conversion)
      }
    }
    conversion.add(draft)
  }

  /// A name without the ending by which Bencher leaves a benchmark's alerts out.
  private static func withoutMark(_ name: String) -> String {
    let mark = ["-bencher-ignore", "_bencher_ignore", "BencherIgnore"].first { name.hasSuffix($0) }
    return mark.map { String(name.dropLast($0.count)) } ?? name
  }

  /// The unit and direction of a measure, which is given by its name or its slug. More hits in a near cache may be fewer
  /// in a far one, or more accesses: they inform.
  private static func builtIn(_ measure: String) -> (unit: String, direction: Direction) {
    let slug = measure.lowercased().split(separator: " ").joined(separator: "-")
    switch slug {
    case "latency", "sys-cpu-time": return ("ns", .lower)
    case "throughput": return ("ops/s", .higher)
    case "build-time": return ("s", .lower)
    case "file-size", "total-bytes", "at-t-gmax-bytes", "at-t-end-bytes", "maximum-bytes", "reads-bytes",
      "writes-bytes":
      return ("B", .lower)
    case "instructions", "estimated-cycles", "total-read-write", "total-read+write", "ram-hits", "ram-accesses",
      "sys-count", "total-blocks", "at-t-gmax-blocks", "at-t-end-blocks", "maximum-blocks", "i1mr", "d1mr", "d1mw",
      "ilmr",
      "dlmr", "dlmw", "bcm", "bim":
      return ("count", .lower)
    case "l1-hits", "l2-hits", "ll-hits", "l1-accesses", "l2-accesses", "global-bus-events", "dr", "dw", "bc", "bi":
      return ("count", .info)
    case _ where slug.hasSuffix("-miss-rate"): return ("%", .lower)
    case "l1-hit-rate", "ll-hit-rate": return ("%", .higher)
    case "ram-hit-rate": return ("%", .lower)
    default: return ("", .info)
    }
  }
}
