import CalibraxJSON
import CalibraxModel

/// A name that people chose: cut where it is long, and read apart from what stands beside it.
func label(_ name: String) -> HTML {
  let shown = shortened(name)
  if name.allSatisfy(\.isWhitespace) { return "<span class=\"none\">–</span>" }
  return shown == name ? "<bdi>\(name)</bdi>" : "<bdi title=\"\(shortened(name, 1_000))\">\(shown)</bdi>"
}

/// A text on one line, cut where it is long.
func shortened(_ text: String, _ limit: Int = 80) -> String { printable(text, limit: limit) }

/// Tags in the order that they have.
func label(_ tags: OrderedMap<String>) -> HTML {
  let shown = tags.members.prefix(40).map { tag -> HTML in
    "<span class=\"tag\">\(label(tag.key))=\(label(tag.value))</span>"
  }
  let more: HTML? =
    tags.count > shown.count ? " <span class=\"muted\">and \(tags.count - shown.count) more</span>" : nil
  return shown.joined(" ") + (more ?? .empty)
}

/// A metric with its unit: `latency_p50 [ms]`.
func named(_ metric: String, _ definition: MetricDef?) -> String {
  let unit = definition?.unit ?? ""
  return shortened(metric) + (unit.isEmpty ? "" : " [\(shortened(unit, 30))]")
}

/// What is told of a metric when it is pointed at.
func told(_ metric: String, _ definition: MetricDef?) -> String {
  let name = shortened(metric, 500)
  let parts = [definition?.direction.told ?? "", shortened(definition?.description ?? "", 500)].filter { !$0.isEmpty }
  return parts.isEmpty ? name : "\(name): \(parts.joined(separator: "; "))"
}

extension Direction {
  /// The direction in words; empty where there is none.
  var told: String {
    switch self {
    case .higher: "higher is better"
    case .lower: "lower is better"
    case .info: ""
    }
  }

  /// Whether a change is for the better; `nil` where that cannot be said.
  func isBetter(_ change: Double) -> Bool? {
    switch self {
    case .higher where change != 0: change > 0
    case .lower where change != 0: change < 0
    default: nil
    }
  }
}

/// A change in percent, with arrow and sign, in the colour of what it means.
func change(_ percent: Double?, _ direction: Direction?) -> HTML {
  guard let percent, percent.isFinite else { return value(nil) }
  let isBetter = direction?.isBetter(percent)
  let kind: HTML = isBetter.map { $0 ? " class=\"better\" title=\"better\"" : " class=\"worse\" title=\"worse\"" } ?? ""
  let arrow = percent > 0 ? "▲ " : percent < 0 ? "▼ " : ""
  return "<data value=\"\("\(percent)")\"\(kind)>\(arrow)\(signedPercent(percent))</data>"
}

/// A value with its confidence bounds, which are shown when it is pointed at.
func value(_ number: Double?, _ unit: String?, lower: Double?, upper: Double?) -> HTML {
  let shown = value(number, unit.map { shortened($0, 30) })
  guard number != nil, let bounds = interval(lower, upper) else { return shown }
  return "<span title=\"\(bounds)\">\(shown)</span>"
}

/// Confidence bounds as text; `nil` where there are none.
func interval(_ lower: Double?, _ upper: Double?) -> String? {
  if lower == nil, upper == nil { return nil }
  return "[\(lower.map { numberText($0) } ?? "–"), \(upper.map { numberText($0) } ?? "–")]"
}

extension Sequence<String> {
  /// Metrics in the order that people look for them: primary ones first, those of a group together.
  func inOrder(_ definitions: OrderedMap<MetricDef>) -> [String] {
    map { name in
      let definition = definitions[name]
      return (definition?.priority == .primary ? 0 : 1, definition?.group ?? "", name)
    }.sorted { $0 < $1 }.map(\.2)
  }
}
