import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// What package-benchmark for Swift exports: `influx`, `metricP90AbsoluteThresholds`, `histogramPercentiles` and
/// `histogramSamples`. Of percentiles the median is the value. The last three are a file for each metric or benchmark;
/// those of one folder and baseline are a run.
enum PackageBenchmark: Adapter {
  static let name = "package-benchmark"
  static let summary = "influx CSV, p90 JSON and histogram TSV of package-benchmark (Swift)"

  static func recognizes(_ head: FileHead) -> Bool {
    isInflux(head) || head.fileName.hasSuffix(".p90.json") && head.json?.isArray == false
      || head.text.hasPrefix("Percentile\t") || head.fileName.hasSuffix("histogram.samples.tsv")
  }

  private static func isInflux(_ head: FileHead) -> Bool {
    head.lines.contains { $0.hasPrefix("#datatype") } && head.firstLine.contains(",metric,unit,test,")
  }

  static func read(_ files: inout [SourceFile], into conversion: inout Conversion) throws(AdapterError) {
    var drafts: [(group: [String], draft: RunDraft)] = []
    for index in files.indices {
      conversion.begin(files[index].name)
      try conversion.tolerate { (conversion) throws(AdapterError) in
        try read(&files[index], to: &drafts, &conversion)
      }
    }
    for (_, draft) in drafts {
      conversion.add(draft)
      conversion.endFile()
    }
  }

  /// Reads a file to the draft of its group.
  private static func read(
    _ file: inout SourceFile, to drafts: inout [(group: [String], draft: RunDraft)], _ conversion: inout Conversion
  ) throws(AdapterError) {
    let head = try file.head()
    if isInflux(head) {
      conversion.add(try PackageBenchmarkInflux.read(&file, &conversion))
      conversion.endFile()
      return
    }
    let source = FileName(head)
    let place = drafts.firstIndex { $0.group == source.group } ?? drafts.count
    if place == drafts.count { drafts.append((source.group, RunDraft())) }
    if let baseline = source.baseline { drafts[place].draft.metadata["baseline"] = .string(baseline) }
    if head.json == nil {
      try readHistogram(&file, of: source.point, to: &drafts[place].draft, &conversion)
    } else {
      try readP90(&file, of: source.point, to: &drafts[place].draft, &conversion)
    }
  }

  /// `Target.benchmark.p90.json`, `baseline.Target.benchmark.metric.histogram.samples.tsv`.
  private struct FileName {
    var group: [String]
    var baseline: String?
    var point: String

    init(_ head: FileHead) {
      let folder = String(head.name.dropLast(head.fileName.count + 1))
      let endings = ["p90", "json", "tsv", "samples", "percentiles", "histogram"]
      var parts = head.fileName.split(separator: ".").map(String.init)
      while let last = parts.last, endings.contains(last) { parts.removeLast() }
      if head.json == nil, parts.count >= 4 {
        baseline = parts.removeFirst()
        parts.removeLast()
      }
      let folderName = folder.split(separator: "/").last.map(String.init)
      point = parts.isEmpty ? folderName ?? head.stem : parts.joined(separator: ".")
      group = [folder, baseline ?? ""]
    }
  }

  private static func readP90(
    _ file: inout SourceFile, of point: String, to draft: inout RunDraft, _ conversion: inout Conversion
  ) throws(AdapterError) {
    guard let metrics = try JSONDocument.read(&file).members else {
      throw AdapterError(file.name, "", "there is no object of metrics")
    }
    for metric in metrics {
      guard let value = metric.value.number else {
        conversion.skip(metric.key, "it is not a number")
        continue
      }
      let unit = PackageBenchmarkUnit(written: "", of: metric.key)
      draft.add(unit.measurement(metric.key, value), of: point, at: metric.key, &conversion)
    }
  }

  /// A column of values, which stand sorted there, or of percentiles and values.
  private static func readHistogram(
    _ file: inout SourceFile, of point: String, to draft: inout RunDraft, _ conversion: inout Conversion
  ) throws(AdapterError) {
    var header: [String]?
    var samples: [Double] = []
    var median: Double?
    let unfinished = try file.forEachLine { (line, number) throws(AdapterError) in
      let cells = line.split(separator: "\t").map(\.trimmed)
      guard let text = cells.last, !text.isEmpty else { return }
      guard let known = header else {
        header = cells
        return
      }
      guard cells.count == known.count, let value = Double(cell: text, separatedBy: UInt8(ascii: "\t")) else {
        return conversion.skip("line \(number)", "it is no row of the table: \(line.prefix(100))")
      }
      if known.count == 1 { samples.append(value) } else if Double(lenient: cells[0]) == 50 { median = value }
    }
    conversion.skip(unfinishedLine: unfinished)
    guard let heading = header?.last else { throw AdapterError(file.name, "", "there is no header") }
    let (name, unit) = PackageBenchmarkUnit.split(heading)
    guard median != nil || !samples.isEmpty else {
      return conversion.skip("", header?.count == 1 ? "there are no values" : "there is no 50th percentile")
    }
    var measurement = unit.measurement(name, median)
    measurement.samples = samples.map { $0 * unit.scale }
    measurement.statistic = .median
    draft.add(measurement, of: point, at: "", &conversion)
  }
}
