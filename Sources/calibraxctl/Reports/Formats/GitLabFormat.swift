import CalibraxJSON
import CalibraxModel

/// The values of a report as OpenMetrics text, which GitLab compares between branches.
enum GitLabFormat: ReportFormat {
  static let name = "gitlab"

  static func text(of report: Report, _ setting: ReportSetting) -> String {
    let families = report.kind == .comparison ? [compared(report)] : checked(report)
    return (families.flatMap(lines) + ["# EOF"]).joined(separator: "\n")
  }

  private struct Sample {
    let labels: [(name: String, value: String)]
    let value: Double
  }

  private struct Family {
    let name: String
    let help: String
    let samples: [Sample]
  }

  private static func checked(_ report: Report) -> [Family] {
    let keys = report.rows.flatMap { $0.tags.keys } + report.objectives.flatMap { $0.tags.keys }
    let reserved = ["benchmark", "metric"] + (report.objectives.isEmpty ? [] : ["slo"])
    let names = LabelNames(keys, reserved: reserved)
    func labels(_ tags: OrderedMap<String>) -> [(name: String, value: String)] {
      tags.map { (names[$0.key], $0.value) }.sorted { $0.0 < $1.0 }
    }
    let values = report.rows.compactMap { row in
      row.current.map { value in
        Sample(labels: [("benchmark", row.pointName), ("metric", row.metric)] + labels(row.tags), value: value)
      }
    }
    let counts = Verdict.worstFirst.map { verdict in
      Sample(labels: [("verdict", verdict.rawValue)], value: Double(report.count(verdict)))
    }
    return [
      Family(name: "calibrax_value", help: "The value of a metric of a benchmark.", samples: values),
      Family(name: "calibrax_verdicts", help: "How many metrics have a verdict.", samples: counts),
      Family(
        name: "calibrax_passed", help: "Whether the check passed.",
        samples: [Sample(labels: [], value: report.outcome == .passed ? 1 : 0)]),
    ] + (report.objectives.isEmpty ? [] : objectives(report, labels))
  }

  private static func objectives(
    _ report: Report, _ labels: (OrderedMap<String>) -> [(name: String, value: String)]
  ) -> [Family] {
    func samples(_ value: (ObjectiveResult) -> Double?) -> [Sample] {
      report.objectives.compactMap { result in
        value(result).map {
          Sample(labels: [("benchmark", result.pointName ?? ""), ("slo", result.key)] + labels(result.tags), value: $0)
        }
      }
    }
    return [
      Family(
        name: "calibrax_slo_observed", help: "The percentile that a service level objective limits.",
        samples: samples(\.observedValue)),
      Family(
        name: "calibrax_slo_met", help: "Whether a service level objective is met.",
        samples: samples { $0.isMet ? 1 : 0 }),
    ]
  }

  private static func compared(_ report: Report) -> Family {
    let samples = report.rows.flatMap { row in
      zip(report.valueNames, row.values).compactMap { name, value in
        value.map { Sample(labels: [("metric", row.metric), ("run", name)], value: $0) }
      }
    }
    return Family(name: "calibrax_compared_value", help: "The value of a metric of a run.", samples: samples)
  }

  /// A family's lines, of several samples of one series only the first.
  private static func lines(_ family: Family) -> [String] {
    var seen = Set<Spelling>()
    let samples = family.samples.compactMap { sample -> String? in
      // A label without a value is none.
      let labels = sample.labels.map { ($0.name, value($0.value)) }.filter { !$0.1.isEmpty }
        .map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
      guard sample.value.isFinite, seen.insert(Spelling(labels)).inserted else { return nil }
      return family.name + (labels.isEmpty ? "" : "{\(labels)}") + " \(sample.value)"
    }
    return ["# TYPE \(family.name) gauge", "# HELP \(family.name) \(family.help)"] + samples
  }

  /// A label's value between its quotes.
  private static func value(_ text: String) -> String {
    text.escaped { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      default: scalar.properties.generalCategory == .control ? "\u{FFFD}" : nil
      }
    }
  }
}
