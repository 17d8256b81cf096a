import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

/// A text that would be markup, or turn others around, where it is not escaped.
let hostile = "<script>alert(1)</script>\" onclick='x' &amp; \n\u{202E}"

extension Page {
  /// What the page shows, as a browser reads it.
  func read() throws -> Element { try MarkupReader.read(content.markup) }
}

extension Element {
  /// The addresses that it leads to.
  var links: [String] { all("a").compactMap { $0.attributes["href"] } }

  /// Whether nothing in it is markup that somebody put there.
  var isHarmless: Bool {
    all("script").allSatisfy { $0.attributes["type"] == "application/json" } && !markupNames.contains("onclick")
      && !text.unicodeScalars.contains("\u{202E}")
  }

  private var markupNames: [String] {
    attributes.keys
      + children.flatMap { node -> [String] in
        guard case .element(let element) = node else { return [] }
        return element.markupNames
      }
  }
}

/// A point of a run.
func point(_ name: String, _ scenario: String = "", _ tags: OrderedMap<String> = [:], _ values: OrderedMap<Double>)
  -> Point
{
  var point = Point()
  (point.name, point.scenario, point.tags) = (name, scenario, tags)
  point.metrics = values.mapValues { Metric(value: $0) }
  return point
}

/// How to interpret a metric.
func definition(_ direction: Direction, _ unit: String = "") -> MetricDef {
  var definition = MetricDef()
  (definition.direction, definition.unit) = (direction, unit)
  return definition
}
