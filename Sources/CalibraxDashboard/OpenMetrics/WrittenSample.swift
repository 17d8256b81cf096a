/// A value of a family as it is written.
struct WrittenSample {
  /// The labels, each name once and each with a value.
  private let labels: [MetricFamily.Label]
  private let value: Double
  /// When it was measured, Unix seconds.
  let time: Double?

  /// - Parameter originalName: What the family is called, where its name had to be changed.
  init(_ sample: MetricFamily.Sample, originalName: String?) {
    var labels: [MetricFamily.Label] = []
    for label in sample.labels + [("original_name", originalName ?? "")] where !label.value.isEmpty {
      let name = MetricName.unused(MetricName.label(label.name)) { name in labels.contains { $0.name == name } }
      labels.append((name, label.value))
    }
    self.labels = labels
    value = sample.value
    time = sample.time.flatMap { $0.isFinite ? $0 : nil }
  }

  /// What tells it from others of its family.
  var key: [String] { labels.sorted { $0.name < $1.name }.flatMap { [$0.name, Self.escaped($0.value, quotes: true)] } }

  /// What stands behind the name: `{host="a"} 1.5`.
  func text(_ format: MetricsFormat) -> String {
    let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }.joined(separator: ",")
    return (list.isEmpty ? " " : "{\(list)} ") + Self.number(value) + timeText(format)
  }

  private func timeText(_ format: MetricsFormat) -> String {
    guard let time else { return "" }
    switch format {
    case .openMetrics: return " " + Self.number(time)
    // Whole milliseconds.
    case .prometheus: return Int64(exactly: (time * 1_000).rounded()).map { " \($0)" } ?? ""
    }
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int64(exactly: value).map { abs(value) < 1e15 ? "\($0)" : "\(value)" } ?? "\(value)"
  }

  /// A text between quotes, or of a help line: a backslash and a line feed are written with a backslash, and control
  /// characters, which some readers stop at, are not written at all.
  static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      case "\0"..."\u{1F}", "\u{7F}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
