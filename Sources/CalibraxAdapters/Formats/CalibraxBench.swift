import CalibraxJSON
import CalibraxModel

/// `calibrax-bench --json`: what calibrax measures of itself. The figures of others beside it are for comparison there and
/// then.
enum CalibraxBench: FileAdapter {
  static let name = "calibrax-bench"
  static let summary = "calibrax-bench --json"

  static func recognizes(_ head: FileHead) -> Bool {
    head.isObject(with: "measurements") && head.text.contains("\"subjects\"")
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    guard let measurements = try JSONDocument.read(&file)["measurements"]?.elements else {
      throw AdapterError(file.name, "measurements", "there is no list of measurements")
    }
    var draft = RunDraft()
    var others = Set<String>()
    for (index, measurement) in measurements.enumerated() {
      let place = "measurements[\(index)]"
      guard let title = measurement["title"]?.string, let own = measurement["subjects"]?[0] else {
        conversion.skip(place, "it has no title or nothing that was measured")
        continue
      }
      others.formUnion(measurement["subjects"]?.elements?.dropFirst().compactMap { $0["name"]?.string } ?? [])
      let unit = measurement["unit"]?.string ?? ""
      var taken = Measurement(
        metric(in: unit), samples: conversion.samples(own["figures"], at: place + ".subjects[0].figures"), unit,
        measurement["better"]?.string.flatMap { Direction(rawValue: $0) })
      if taken.samples.isEmpty { taken.value = own["median"]?.number }
      draft.add(taken, of: title, at: place, &conversion)
    }
    if !others.isEmpty { conversion.skip("", "it compares with \(others.sorted().joined(separator: ", "))") }
    conversion.add(draft)
  }

  /// What is measured, by the unit it is measured in.
  private static func metric(in unit: String) -> String {
    switch Unit(unit).name {
    case "s": "time"
    case "B": "size"
    case let name where name.hasSuffix("/s"): "throughput"
    default: "value"
    }
  }
}
