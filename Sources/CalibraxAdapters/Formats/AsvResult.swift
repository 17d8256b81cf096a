import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The results of one benchmark of asv: one for each combination of its parameters.
struct AsvResult {
  let name: String
  /// What the file of results says, by column; those at the end may not be there.
  let row: OrderedMap<JSON>
  /// What `benchmarks.json` says.
  let definition: JSON?
  /// The values of each parameter, as Python writes them.
  private let parameters: [[JSON]]

  init(name: String, row: OrderedMap<JSON>, definition: JSON?) {
    self.name = name
    self.row = row
    self.definition = definition
    parameters = row["params"]?.elements?.map { $0.elements ?? [] } ?? []
  }

  /// More combinations of parameters than this are not made up for a benchmark that failed as a whole.
  private static let limit = 10_000

  func add(to draft: inout RunDraft, _ conversion: inout Conversion) {
    let place = "results.\(name)"
    let combinations = combinations
    // Where nothing has a result there is no list of them.
    let all = row["result"] ?? .null
    let results = all.elements ?? Array(repeating: all, count: min(combinations, Self.limit))
    if results.count != combinations {
      conversion.skip(place, "it has \(results.count) results for \(combinations) combinations of parameters")
    }
    for (index, result) in results.prefix(combinations).enumerated() {
      draft.add(
        measurement(result, index, &conversion), of: name, tags: tags(at: index), at: "\(place)[\(index)]", &conversion)
    }
  }

  private func measurement(_ result: JSON, _ index: Int, _ conversion: inout Conversion) -> Measurement {
    let type = type
    let unit = definition?["unit"]?.string ?? ""
    let isCost = ["time", "memory", "peakmemory"].contains(type)
    // What is tracked has no unit unless its author gives it one.
    var measurement = Measurement(type, result.number, unit == "unit" ? "" : unit, isCost ? .lower : .info)
    if result == .null {
      measurement.error = "failed"
    } else if result.number?.isNaN == true {
      measurement.error = "skipped"
    } else if result.number == nil {
      measurement.error = "the result is no number"
    }
    func column(_ name: String) -> JSON? { row[name]?[index] }
    measurement.samples = conversion.samples(column("samples"), at: "results.\(name)[\(index)].samples")
    measurement.count = column("stats_repeat")?.number.flatMap { Int(exactly: $0) }
    let bounds = [column("stats_ci_99_a")?.number, column("stats_ci_99_b")?.number]
    // With few samples asv knows one bound only, or none, and writes that the other is infinite.
    if bounds.allSatisfy({ $0?.isFinite == true }) { (measurement.lower, measurement.upper) = (bounds[0], bounds[1]) }
    return measurement
  }

  /// What is measured. Without a definition the name says it, as it does to asv.
  private var type: String {
    if let type = definition?["type"]?.string, !type.isEmpty { return type }
    let function = name[(name.lastIndex(of: ".").map { name.index(after: $0) } ?? name.startIndex)...]
    let types = ["time": "time", "timeraw": "time", "mem": "memory", "peakmem": "peakmemory", "track": "track"]
    return types[String(function.prefix { $0 != "_" })] ?? "value"
  }

  /// How many combinations of the parameters' values there are; too many to be true count as more than the limit.
  private var combinations: Int {
    parameters.reduce(1) { product, values in
      let (next, overflow) = product.multipliedReportingOverflow(by: values.count)
      return overflow ? .max : next
    }
  }

  /// The parameters of a result: of two results that follow one another the last parameter differs first.
  private func tags(at index: Int) -> OrderedMap<String> {
    let named = definition?["param_names"]?.elements?.map(\.tag) ?? []
    var rest = index
    var chosen: [String] = []
    for values in parameters.reversed() where !values.isEmpty {
      chosen.append(values[rest % values.count].tag)
      rest /= values.count
    }
    var tags = OrderedMap<String>()
    for (place, value) in chosen.reversed().enumerated() {
      // asv numbers parameters without names from 1.
      tags[named.count == parameters.count ? named[place] : "param\(place + 1)"] = value
    }
    let version = row["version"]?.string ?? definition?["version"]?.string ?? ""
    // A benchmark whose code has changed is another one.
    if !version.isEmpty { tags["version"] = String(version.prefix(12)) }
    return tags
  }
}
