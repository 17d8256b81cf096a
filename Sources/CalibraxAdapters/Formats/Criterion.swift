import CalibraxJSON
import CalibraxModel

/// The folders that Criterion keeps of its benchmarks. The files of one folder are one benchmark.
enum Criterion: Adapter {
  static let name = "criterion"
  static let summary = "folders of Criterion: benchmark.json, estimates.json, sample.json"

  static func recognizes(_ head: FileHead) -> Bool {
    switch head.fileName {
    case "tukey.json": head.json.map { $0.isArray && $0.keys.isEmpty } ?? false
    case "raw.csv": head.firstLine.hasPrefix("group,function,value,throughput_num,")
    default:
      head.isObject(with: "group_id", "full_id") || head.isObject(with: "iters", "times")
        || head.isObject(with: "mean", "median") && head.text.contains("\"point_estimate\"")
    }
  }

  static func read(_ files: inout [SourceFile], into conversion: inout Conversion) throws(AdapterError) {
    // What is called new is the last run, what is called base the one before, which it was compared with.
    let hasNew = files.contains { Path($0.name).folder == "new" }
    var folders = OrderedMap<[Int]>()
    for index in files.indices {
      let path = Path(files[index].name)
      if path.folder == "change" || path.folder == "base" && hasNew { continue }
      folders[path.parent] = (folders[path.parent] ?? []) + [index]
    }
    var draft = RunDraft()
    for folder in folders {
      try conversion.tolerate { (conversion) throws(AdapterError) in
        var parts = Parts()
        for index in folder.value { try parts.take(&files[index]) }
        add(parts, to: &draft, &conversion)
      }
    }
    conversion.add(draft)
    conversion.endFile()
  }

  /// A path in pieces.
  private struct Path {
    /// All but the file's name.
    var parent: String
    /// The folder that the file is in.
    var folder: String

    init(_ path: String) {
      let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
      parent = pieces.dropLast().joined(separator: "/")
      folder = pieces.dropLast().last.map(String.init) ?? ""
    }
  }

  /// The files of a benchmark.
  private struct Parts {
    var benchmark: (file: String, json: JSON)?
    var estimates: (file: String, json: JSON)?
    var sample: (file: String, json: JSON)?

    /// Takes a file for what it holds: a copy of it may have another name.
    mutating func take(_ file: inout SourceFile) throws(AdapterError) {
      if file.name.hasSuffix(".csv") || file.name.hasSuffix("tukey.json") { return }
      let name = file.name
      let json = try JSONDocument.read(&file)
      if json["full_id"] != nil {
        benchmark = (name, json)
      } else if json["times"] != nil {
        sample = (name, json)
      } else if json["std_dev"] != nil || json["median_abs_dev"] != nil {
        estimates = (name, json)
      } else if json["mean"] == nil {
        // Estimates of a change have a mean and a median only.
        throw AdapterError(name, "", "it is no file of a benchmark of Criterion")
      }
    }
  }

  private static func add(_ parts: Parts, to draft: inout RunDraft, _ conversion: inout Conversion) {
    guard let benchmark = parts.benchmark else {
      guard let other = parts.estimates ?? parts.sample else { return }
      conversion.begin(other.file)
      conversion.skip("", "no benchmark.json beside it says which benchmark it is of")
      return
    }
    conversion.begin(benchmark.file)
    guard let estimates = parts.estimates?.json else {
      conversion.skip("", "no estimates.json is beside it")
      return
    }
    guard let name = benchmark.json["full_id"]?.string else {
      conversion.skip("full_id", "it is no text")
      return
    }
    let scenario = benchmark.json["group_id"]?.string ?? ""
    let estimate = estimate(estimates)
    draft.add(
      estimate.measurement(samples: samples(parts.sample, &conversion)), of: name, scenario: scenario, at: "full_id",
      &conversion)
    conversion.begin(benchmark.file)
    for member in benchmark.json["throughput"]?.members ?? [:] {
      guard let amount = member.value.number, let unit = unit(of: member.key) else {
        conversion.skip("throughput.\(member.key)", "it is no throughput that is known")
        continue
      }
      guard let throughput = estimate.throughput(of: amount, unit) else { continue }
      draft.add(
        throughput, of: name, scenario: scenario, at: "throughput.\(member.key)", &conversion)
    }
  }

  /// With as many iterations in each sample there is no slope. Nothing in the files says what was measured: it is time,
  /// unless somebody has replaced Criterion's own clock.
  private static func estimate(_ estimates: JSON) -> CriterionEstimate {
    let slope = estimates["slope"]?["point_estimate"]?.number
    let chosen = slope == nil ? estimates["mean"] : estimates["slope"]
    return CriterionEstimate(
      value: chosen?["point_estimate"]?.number,
      lower: chosen?["confidence_interval"]?["lower_bound"]?.number,
      upper: chosen?["confidence_interval"]?["upper_bound"]?.number,
      statistic: slope == nil ? .mean : .slope, unit: "ns")
  }

  private static func samples(_ sample: (file: String, json: JSON)?, _ conversion: inout Conversion) -> [Double] {
    guard let sample else { return [] }
    conversion.begin(sample.file)
    let known = conversion.skipped.count
    let samples = CriterionEstimate.samples(
      times: conversion.samples(sample.json["times"], at: "times"),
      iterations: conversion.samples(sample.json["iters"], at: "iters"))
    if samples.isEmpty, conversion.skipped.count == known {
      conversion.skip("times", "they do not belong to the numbers of iterations, so there are no samples")
    }
    return samples
  }

  private static func unit(of throughput: String) -> String? {
    switch throughput {
    case "Elements": "1/s"
    case "Bytes", "BytesDecimal": "B/s"
    default: nil
    }
  }
}
