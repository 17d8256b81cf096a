import CalibraxModel

/// Lines of InfluxDB's line protocol in the making (https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol).
struct InfluxLines {
  /// What a field holds.
  enum Field {
    case number(Double)
    case text(String)
  }

  private(set) var text = ""
  /// Values whose time the protocol cannot say.
  private(set) var lost = 0
  private var taken: Set<String> = []

  /// Adds a line. One that would take the place of another, because measurement, tags and time are the same, is a
  /// nanosecond later.
  mutating func add(
    _ measurement: String, _ tags: InfluxTags, _ fields: [(name: String, value: Field?)], at time: Int64?
  ) {
    guard var time else {
      lost += 1
      return
    }
    let key = Self.escaped(Self.name(measurement, or: "metric"), ", ") + tags.text
    while !taken.insert("\(key) \(time)").inserted { time += 1 }
    let written = fields.compactMap { field in field.value.flatMap(Self.text).map { "\(field.name)=\($0)" } }
    text += "\(key) \(written.joined(separator: ",")) \(time)\n"
  }

  private static func text(_ field: Field) -> String? {
    switch field {
    case .number(let number): number.isFinite ? "\(number)" : nil
    case .text(let text):
      text.isEmpty ? nil : "\"" + oneLine(text).escaped { $0 == "\"" || $0 == "\\" ? "\\\($0)" : nil } + "\""
    }
  }

  /// A name that is no comment and none of those that InfluxDB keeps for itself.
  static func name(_ text: String, or prefix: String) -> String {
    text.isEmpty || text.hasPrefix("_") || text.hasPrefix("#") ? prefix + text : text
  }

  /// A text with backslashes before those characters that would end it. A backslash of its own would be taken for one of
  /// these where it stands before such a character, or at the end: there it is a slash.
  static func escaped(_ text: String, _ ends: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(oneLine(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if scalar == "\\" {
        result.append(next.map { $0 == "\\" || ends.unicodeScalars.contains($0) } ?? true ? "/" : scalar)
      } else {
        if ends.unicodeScalars.contains(scalar) { result.append("\\") }
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The protocol has no line ends in names.
  private static func oneLine(_ text: String) -> String { printable(text, limit: .max) }
}
