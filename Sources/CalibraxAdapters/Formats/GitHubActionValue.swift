import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// A value of github-action-benchmark, of a file or an entry of its history.
struct GitHubActionValue {
  var name: String
  var unit: String
  var value: Double?
  /// `± 0.35`, `3`, `1.2%`, or what a tool puts there: `stddev: 0.01`.
  var range: String?
  /// Whatever the tool tells besides: `36813 times`, `2 procs`, a line each.
  var extra: String?

  /// `nil` for a value without a name.
  init?(_ json: JSON) {
    guard let name = json["name"]?.string else { return nil }
    self.name = name
    unit = json["unit"]?.string ?? ""
    value = json["value"]?.number
    range = json["range"].flatMap { $0 == .null ? nil : $0.tag }
    extra = json["extra"].flatMap { $0 == .null ? nil : $0.tag }
  }

  /// Adds it to a run, and to its point what a metric has no place for.
  func add(
    _ metric: String, _ direction: Direction?, tags: OrderedMap<String> = [:], scenario: String = "",
    to draft: inout RunDraft, at place: String, _ conversion: inout Conversion
  ) {
    var measurement = Measurement(metric, value, unit, direction)
    let bounds = bounds
    (measurement.lower, measurement.upper) = (bounds?.lower, bounds?.upper)
    draft.add(measurement, of: name, scenario: scenario, tags: tags, at: place, &conversion)
    if let range, !range.isEmpty, bounds == nil { draft.note("range", .string(range), of: name, tags: tags) }
    if let extra, !extra.isEmpty { draft.note("extra", .string(extra), of: name, tags: tags) }
  }

  /// What the range says lies around the value.
  private var bounds: (lower: Double, upper: Double)? {
    guard let value, value.isFinite, var text = range?.trimmed else { return nil }
    for mark in ["±", "+/-", "+-"] where text.hasPrefix(mark) { text = String(text.dropFirst(mark.count)).trimmed }
    let isShare = text.hasSuffix("%")
    guard let number = Double(lenient: isShare ? String(text.dropLast()) : text), number.isFinite else { return nil }
    let spread = abs(isShare ? value * number / 100 : number)
    return (value - spread, value + spread)
  }
}
