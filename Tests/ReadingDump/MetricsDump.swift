import CalibraxDashboard
import CalibraxJSON

/// What is written of families of metrics, `[[name, kind, unit, help, [[value, time, [[label, value], …]], …]], …]`, in each
/// format: `{"openMetrics":"…","prometheus":"…"}`. Numbers are texts, for JSON has none that is not finite.
enum MetricsDump {
  static func line(_ text: [UInt8]) -> JSON {
    guard let list = (try? JSON(parsing: text))?.elements else { return ["error": "no JSON"] }
    let families = list.map(family)
    return [
      "openMetrics": .string(MetricsText.text(families, .openMetrics)),
      "prometheus": .string(MetricsText.text(families, .prometheus)),
    ]
  }

  private static func family(_ json: JSON) -> MetricFamily {
    func text(_ index: Int) -> String { json[index]?.string ?? "" }
    let kind = MetricFamily.Kind(rawValue: text(1)) ?? .unknown
    var family = MetricFamily(text(0), kind, unit: text(2), help: text(3))
    for sample in json[4]?.elements ?? [] {
      let value = sample[0]?.string.flatMap(Double.init) ?? 0
      let labels = (sample[2]?.elements ?? []).map { (name: $0[0]?.string ?? "", value: $0[1]?.string ?? "") }
      family.add(value, labels, time: sample[1]?.string.flatMap(Double.init))
    }
    return family
  }
}
