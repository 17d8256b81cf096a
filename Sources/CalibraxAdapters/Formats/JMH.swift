import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// `-rf json` of JMH, and what package-benchmark writes for the same viewers. A benchmark in one mode, with so many
/// threads and these parameters, is a point.
enum JMH: FileAdapter {
  static let name = "jmh"
  static let summary = "JSON of JMH, also as package-benchmark writes it"

  static func recognizes(_ head: FileHead) -> Bool { head.isArray(with: "benchmark", "primaryMetric") }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    guard let results = try JSONDocument.read(&file).elements else {
      throw AdapterError(file.name, "", "there is no list of results")
    }
    var draft = RunDraft()
    let common = common(of: results)
    for member in common {
      if environmentMembers.contains(member.key) {
        draft.environment[member.key] = member.value
      } else {
        draft.metadata[member.key] = member.value
      }
    }
    for (index, result) in results.enumerated() {
      add(result, common, at: "[\(index)]", to: &draft, &conversion)
    }
    conversion.add(draft)
  }

  private static let environmentMembers: Set<String> = ["jdkVersion", "vmName", "vmVersion"]
  /// Members that are the point's own, or measured.
  private static let pointMembers: Set<String> = [
    "benchmark", "mode", "threads", "params", "primaryMetric", "secondaryMetrics",
  ]

  /// How it was measured, as far as all results say the same.
  private static func common(of results: [JSON]) -> OrderedMap<JSON> {
    var common = OrderedMap<JSON>()
    for member in results.first?.members ?? [:] where !pointMembers.contains(member.key) {
      if results.allSatisfy({ $0[member.key] == member.value }) { common[member.key] = member.value }
    }
    return common
  }

  private static func add(
    _ result: JSON, _ common: OrderedMap<JSON>, at place: String, to draft: inout RunDraft,
    _ conversion: inout Conversion
  ) {
    guard let name = result["benchmark"]?.string else {
      conversion.skip(place, "it has no name of a benchmark")
      return
    }
    var tags = result["params"]?.tags ?? [:]
    for member in ["mode", "threads"] {
      // A parameter may be called that too.
      tags[tags[member] == nil ? member : "jmh.\(member)"] = result[member]?.tag
    }
    let primary = result["primaryMetric"] ?? .null
    let isRate = result["mode"]?.string == "thrpt" || Unit(primary["scoreUnit"]?.string ?? "").direction == .higher
    let measurement = measurement(
      isRate ? "throughput" : "wall", isRate ? .higher : .lower, primary, at: place + ".primaryMetric", &conversion)
    draft.add(measurement, of: name, tags: tags, at: place + ".primaryMetric", &conversion)
    for member in result["secondaryMetrics"]?.members ?? [:] {
      let place = "\(place).secondaryMetrics.\(member.key)"
      let unit = member.value["scoreUnit"]?.string ?? ""
      if unit == "---" {
        conversion.skip(place, "it is a profiler's text, no number")
        continue
      }
      // Older versions mark the metrics of profilers with a dot.
      let metric = member.key.hasPrefix("\u{B7}") ? String(member.key.dropFirst()) : member.key
      // A garbage collector's rate is no speed: more of it is not better.
      let isOfCollector = metric.hasPrefix("gc.") && Unit(unit).direction == .higher
      let measurement = Self.measurement(metric, isOfCollector ? .info : nil, member.value, at: place, &conversion)
      draft.add(measurement, of: name, tags: tags, at: place, &conversion)
    }
    for member in result.members ?? [:] where !pointMembers.contains(member.key) && common[member.key] == nil {
      draft.note(member.key, member.value, of: name, tags: tags)
    }
  }

  /// The score; it is the mean of what was measured.
  private static func measurement(
    _ metric: String, _ direction: Direction?, _ score: JSON, at place: String, _ conversion: inout Conversion
  ) -> Measurement {
    var measurement = Measurement(metric, score["score"]?.number, score["scoreUnit"]?.string ?? "", direction)
    measurement.statistic = .mean
    if measurement.value == nil { measurement.error = "it has no score" }
    let bounds = score["scoreConfidence"]?.elements?.map(\.number) ?? []
    if bounds.count == 2 { (measurement.lower, measurement.upper) = (bounds[0], bounds[1]) }
    measurement.samples = samples(score["rawData"], at: place + ".rawData", &conversion)
    guard let histogram = score["rawDataHistogram"] else { return measurement }
    let values = Histogram(histogram)
    measurement.count = values.count
    measurement.samples = values.samples
    if values.samples.isEmpty, values.count ?? 1 > 0 {
      conversion.skip(
        place + ".rawDataHistogram",
        values.count.map { "\($0) samples are more than \(Histogram.limit), so they are left out" }
          ?? "it is no histogram, so there are no samples")
    }
    return measurement
  }

  /// What was measured in every iteration of every fork.
  private static func samples(_ forks: JSON?, at place: String, _ conversion: inout Conversion) -> [Double] {
    var samples: [Double] = []
    for (index, fork) in (forks?.elements ?? []).enumerated() {
      let known = conversion.skipped.count
      samples += conversion.samples(fork, at: "\(place)[\(index)]")
      if conversion.skipped.count > known { return [] }
    }
    return samples
  }

  /// Values with how often each was measured, of every iteration of every fork.
  private struct Histogram {
    /// More samples are not kept.
    static let limit = 100_000

    /// How many values were measured; `nil` when that cannot be read.
    var count: Int?
    /// What was measured; nothing when it is too much.
    var samples: [Double] = []

    init(_ json: JSON) {
      var pairs: [(value: Double, count: Int)] = []
      var total = 0
      for pair in (json.elements ?? []).flatMap({ $0.elements ?? [] }).flatMap({ $0.elements ?? [] }) {
        guard let value = pair[0]?.number, let count = pair[1]?.number.flatMap({ Int(exactly: $0) }), count >= 0 else {
          return
        }
        let (sum, overflow) = total.addingReportingOverflow(count)
        if overflow { return }
        total = sum
        pairs.append((value, count))
      }
      count = total
      if total > Self.limit { return }
      samples = pairs.flatMap { Array(repeating: $0.value, count: $0.count) }
    }
  }
}
