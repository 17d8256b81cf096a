import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The text that Prometheus and its like collect, OpenMetrics or the older format. The label `benchmark` names the
/// point, `branch` and `commit` tell of the run, all others are tags.
enum OpenMetrics: FileAdapter {
  static let name = "openmetrics"
  static let summary = "OpenMetrics and Prometheus text"

  private static let types: Set<Substring> = [
    "gauge", "counter", "histogram", "gaugehistogram", "summary", "info", "stateset", "unknown", "untyped",
  ]

  static func recognizes(_ head: FileHead) -> Bool {
    head.json == nil
      && head.lines.contains { line in
        let words = line.split { $0.isWhitespace }
        return words.count == 4 && words[0] == "#" && words[1] == "TYPE" && types.contains(words[3])
      }
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var families: [String: Family] = [:]
    var samples: [(place: String, sample: OpenMetricsSample)] = []
    var hasEnded = false
    let lines = try file.rest().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let (line, place) = (String(decoding: bytes, as: UTF8.self).trimmed, "line \(index + 1)")
      if line.isEmpty { continue }
      if hasEnded {
        conversion.skip(place, "it stands behind # EOF")
        break
      }
      hasEnded = line == "# EOF"
      if !hasEnded, index == lines.count - 1 {
        conversion.skip(unfinishedLine: index + 1)
      } else if line.hasPrefix("#") {
        describe(line, &families)
      } else if let sample = OpenMetricsSample(line) {
        samples.append((place, sample))
      } else {
        conversion.skip(place, "it is no name, labels and value: \(line.prefix(100))")
      }
    }
    if !hasEnded { conversion.note("", "no # EOF ends it, so it may have been cut off") }
    conversion.add(draft(samples, families, &conversion))
  }

  private static func draft(
    _ samples: [(place: String, sample: OpenMetricsSample)], _ families: [String: Family],
    _ conversion: inout Conversion
  ) -> RunDraft {
    var draft = RunDraft()
    if let newest = samples.compactMap(\.sample.time).max() { draft.date(newest) }
    var ofRun: Set<String> = []
    for label in ["branch", "commit"] {
      let values = Set(samples.compactMap { $0.sample.labels[label] })
      guard values.count == 1, let value = values.first else { continue }
      ofRun.insert(label)
      if label == "branch" { draft.branch = value } else { draft.commit = value }
    }
    for (place, sample) in samples {
      var tags = sample.labels
      tags["benchmark"] = nil
      for label in ofRun { tags[label] = nil }
      let measurement = Family.measurement(sample, in: families)
      draft.add(measurement, of: sample.labels["benchmark"] ?? "openmetrics", tags: tags, at: place, &conversion)
    }
    return draft
  }

  /// Takes in `# UNIT name seconds` and `# HELP name What it is.`
  private static func describe(_ line: String, _ families: inout [String: Family]) {
    let words = line.split(maxSplits: 3, whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count == 4, words[0] == "#" else { return }
    switch words[1] {
    case "UNIT": families[String(words[2]), default: Family()].unit = String(words[3])
    case "HELP": families[String(words[2]), default: Family()].help = OpenMetricsSample.unescaped(words[3])
    default: break
    }
  }

  /// What is said of the samples of one name, of which some have an ending of their own.
  private struct Family {
    var unit: String?
    var help = ""

    static func measurement(_ sample: OpenMetricsSample, in families: [String: Family]) -> Measurement {
      let ending = ["_total", "_sum", "_count", "_bucket", "_created"].first { sample.name.hasSuffix($0) }
      let base = String(sample.name.dropLast(ending?.count ?? 0))
      let family = families[sample.name] ?? families[base] ?? Family()
      var measurement = Measurement(sample.name, sample.value, "", .info)
      switch ending {
      case "_count", "_bucket": measurement.unit = "count"
      case "_created": break
      default:
        let suffix = base.lastIndex(of: "_").map { String(base[base.index(after: $0)...]) } ?? ""
        let unit = family.unit ?? (["seconds", "bytes"].contains(suffix) ? suffix : "")
        measurement.unit = unit
        measurement.direction = ["s", "B"].contains(Unit(unit).name) ? .lower : .info
      }
      measurement.description = family.help
      return measurement
    }
  }
}
