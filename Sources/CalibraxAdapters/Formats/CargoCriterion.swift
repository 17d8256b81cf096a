import CalibraxJSON
import CalibraxModel

/// `cargo criterion --message-format=json`. Lines of other programs stand between its own.
enum CargoCriterion: FileAdapter {
  static let name = "cargo-criterion"
  static let summary = "messages of cargo criterion, --message-format=json"

  static func recognizes(_ head: FileHead) -> Bool {
    head.lines.contains { $0.hasPrefix("{") && $0.contains("\"reason\"") && $0.contains("\"benchmark-complete\"") }
      || head.isObject(with: "reason") && head.text.contains("\"benchmark-complete\"")
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var draft = RunDraft()
    var scenarios: [String: String] = [:]
    var completed: [(place: String, message: JSON)] = []
    _ = try file.forEachLine(takesUnfinished: true) { (line, number) throws(AdapterError) in
      guard line.hasPrefix("{") else { return }
      let place = "line \(number)"
      guard let message = try? JSON(parsing: Array(line.utf8)) else {
        conversion.skip(place, "it is not JSON, so it may have been cut off")
        return
      }
      switch message["reason"]?.string {
      case "benchmark-complete": completed.append((place, message))
      case "group-complete":
        for benchmark in message["benchmarks"]?.elements?.compactMap(\.string) ?? [] {
          scenarios[benchmark] = message["group_name"]?.string
        }
      default: break
      }
    }
    for (place, message) in completed { add(message, scenarios, at: place, to: &draft, &conversion) }
    conversion.add(draft)
  }

  private static func add(
    _ message: JSON, _ scenarios: [String: String], at place: String, to draft: inout RunDraft,
    _ conversion: inout Conversion
  ) {
    guard let name = message["id"]?.string else {
      conversion.skip(place, "it has no id")
      return
    }
    let isSlope = message["slope"]?.members != nil
    let typical = message["typical"] ?? message["slope"] ?? message["mean"]
    let unit = typical?["unit"]?.string ?? message["unit"]?.string ?? ""
    let estimate = CriterionEstimate(
      value: typical?["estimate"]?.number, lower: typical?["lower_bound"]?.number,
      upper: typical?["upper_bound"]?.number, statistic: isSlope ? .slope : .mean, unit: unit)
    let samples = samples(message, unit, at: place, &conversion)
    let scenario = scenarios[name] ?? ""
    draft.add(estimate.measurement(samples: samples), of: name, scenario: scenario, at: place, &conversion)
    for (index, throughput) in (message["throughput"]?.elements ?? []).enumerated() {
      let place = "\(place), throughput[\(index)]"
      let units = ["elements": "1/s", "bytes": "B/s"]
      guard let amount = throughput["per_iteration"]?.number, let unit = units[throughput["unit"]?.string ?? ""] else {
        conversion.skip(place, "it is no throughput that is known")
        continue
      }
      guard let measurement = estimate.throughput(of: amount, unit) else { continue }
      draft.add(measurement, of: name, scenario: scenario, at: place, &conversion)
    }
  }

  private static func samples(
    _ message: JSON, _ unit: String, at place: String, _ conversion: inout Conversion
  ) -> [Double] {
    guard message["measured_values"]?.elements?.isEmpty == false else { return [] }
    let times = message["measured_values"]?.numbers ?? []
    let samples = CriterionEstimate.samples(times: times, iterations: message["iteration_count"]?.numbers ?? [])
    if samples.isEmpty || (message["unit"]?.string ?? unit) != unit {
      conversion.skip(place, "its measured values do not belong to its iterations or its unit, so there are no samples")
      return []
    }
    return samples
  }
}
