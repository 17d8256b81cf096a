import CalibraxJSON
import CalibraxModel

/// The files of one benchmark of Veeksha.
struct VeekshaBenchmark {
  /// A file that is JSON.
  struct Part {
    var file: String
    var json: JSON
  }

  /// Where its folder is.
  let folder: String
  /// Whether that is a folder of this machine.
  var isHere = false
  var configuration = VeekshaConfiguration()
  /// The counters and statistics.
  var summary: Part?
  var throughput: Part?
  var requests: VeekshaRequests?
  var slos: Part?
  var health: VeekshaHealth?
  /// The sweep or search that it was made for.
  var group: VeekshaGroup.Membership?

  init(folder: String) {
    self.folder = folder
  }

  /// Reads a file of it.
  mutating func take(_ part: VeekshaPart, _ file: inout SourceFile) throws(AdapterError) {
    switch part {
    case .configuration: configuration = try VeekshaConfiguration(reading: &file)
    case .summary: summary = try Self.object(&file)
    case .throughput: throughput = try Self.object(&file)
    case .requests: requests = try VeekshaRequests(reading: &file)
    case .slos: slos = try Self.object(&file)
    case .health: health = try VeekshaHealth(reading: &file)
    case .sweepManifest, .sweepSummary, .search, .unneeded: break
    }
  }

  /// Reads a file that holds an object.
  static func object(_ file: inout SourceFile) throws(AdapterError) -> Part {
    let json = try JSONDocument.read(&file)
    guard json.members != nil else { throw AdapterError(file.name, "", "it is no object") }
    return Part(file: file.name, json: json)
  }

  /// How many requests were answered, as the summary says.
  private func completed() throws(AdapterError) -> Double? {
    guard let summary else { return nil }
    guard let count = summary.json[VeekshaMetrics.completed]?.double, count.isFinite else {
      throw AdapterError(summary.file, VeekshaMetrics.completed, "it is no number")
    }
    return count
  }

  /// The run that it is.
  func draft(_ conversion: inout Conversion) throws(AdapterError) -> RunDraft {
    var point = VeekshaPoint(configuration: configuration, group: group)
    point.identify(folder, isHere: isHere, &conversion)
    for (member, part) in [("summary_stats", summary), ("throughput_metrics", throughput), ("slo_results", slos)] {
      point.draft.metadata[member] = part.map { configuration.redaction.applied(to: $0.json.spelledOut) }
    }
    point.draft.metadata["health_checks"] = health.map { configuration.redaction.applied(to: $0.json) }
    let completed = try completed()
    if let summary {
      let codes = summary.json["error_code_freq"].flatMap { $0.members?.isEmpty == false ? $0 : nil }
      point.draft.metadata["error_codes"] = codes.map { configuration.redaction.applied(to: $0.spelledOut) }
      conversion.begin(summary.file)
      for member in summary.json.members ?? [:] {
        guard let meaning = VeekshaMetrics.counters[member.key] else { continue }
        point.add(member.value, as: meaning, at: member.key, &conversion)
      }
    }
    if let failure = failure(completed) {
      point.fail(failure, &conversion)
      return point.draft
    }
    for check in health?.checks ?? [] where check.passed == false {
      conversion.begin(health?.file ?? "")
      let explanation = check.explanation.map { ": " + configuration.redaction.applied(to: $0) } ?? ""
      conversion.note("", "the \(check.name.lowercased()) failed\(explanation)")
    }
    measure(&point, completed, &conversion)
    return point.draft
  }

  /// Why there is nothing to be measured; `nil` when there is.
  private func failure(_ completed: Double?) -> String? {
    guard let summary, let completed else {
      return (requests?.count ?? 0) > 0 ? nil : "it has no summary_stats.json: it did not come to its end"
    }
    if completed > 0 { return nil }
    func count(_ name: String) -> String { summary.json[name].flatMap(\.double).map { numberText($0) } ?? "unknown" }
    let codes = (summary.json["error_code_freq"]?.members ?? [:]).map { "\($0.key): \($0.value.plainTag)" }
    return "no request was completed: \(count("Number of Errored Requests")) of \(count("Number of Requests")) failed, "
      + "\(count("Number of Cancelled Requests")) were cancelled"
      + (codes.isEmpty ? "" : " (\(configuration.redaction.applied(to: codes.joined(separator: ", "))))")
  }

  private func measure(_ point: inout VeekshaPoint, _ completed: Double?, _ conversion: inout Conversion) {
    let samples = samples(completed, &conversion)
    if let summary {
      conversion.begin(summary.file)
      for member in summary.json.members ?? [:]
      where VeekshaMetrics.counters[member.key] == nil && member.key != "error_code_freq" {
        point.add(statistic: member.value, called: member.key, samples, completed, &conversion)
      }
    }
    conversion.begin(requests?.file ?? "")
    for distribution in VeekshaMetrics.distributions {
      guard let member = distribution.value.member, let values = samples[member] else { continue }
      point.add(samples: values, of: distribution.key, &conversion)
    }
    if let throughput {
      conversion.begin(throughput.file)
      for member in throughput.json.members ?? [:] {
        guard let meaning = VeekshaMetrics.throughputs[member.key] else { continue }
        point.add(member.value, as: meaning, at: member.key, &conversion)
      }
    }
    if let slos {
      conversion.begin(slos.file)
      point.add(slos: slos.json, &conversion)
    }
  }

  /// The samples that count, by the member of a request: none when there are not those of every request.
  private func samples(_ completed: Double?, _ conversion: inout Conversion) -> [String: [Double]] {
    guard let requests else { return [:] }
    conversion.begin(requests.file)
    conversion.skip(unfinishedLine: requests.unfinishedLine)
    if let completed, completed != Double(requests.count) {
      conversion.skip(
        "", "it has \(requests.count) of \(numberText(completed)) requests, so none of them is a sample")
      return [:]
    }
    var samples: [String: [Double]] = [:]
    for (member, found) in requests.samples.sorted(by: { $0.key < $1.key }) {
      if let line = found.brokenLine {
        conversion.skip("line \(line), \(member)", "it is no number, so none of the samples counts")
      } else if !found.values.isEmpty {
        samples[member] = found.values
      }
    }
    return samples
  }
}
