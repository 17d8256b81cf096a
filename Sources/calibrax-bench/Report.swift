import CalibraxJSON

/// Figures as text and as JSON.
enum Report {
  /// A table, one line a subject.
  static func text(of measurements: [Measurement], title: String) -> String {
    var rows = [["", "min", "median", "max", "unit", "we are", "budget"]]
    for measurement in measurements {
      rows.append([measurement.title])
      for (index, series) in measurement.series.enumerated() {
        let standing = measurement.advantage(over: series).map(Self.comparison) ?? ""
        let budgets = index == 0 ? measurement.budgets.map { Self.text(of: $0, in: measurement) } : []
        rows.append([
          "  " + series.subject, figure(series.least), figure(series.median), figure(series.most), measurement.unit,
          standing, budgets.joined(separator: "; "),
        ])
      }
    }
    let isNumber = [false, true, true, true, false, false, false]
    let widths = isNumber.indices.map { column in
      rows.filter { $0.count > 1 }.map { $0[column].count }.max() ?? 0
    }
    let lines = rows.map { row in
      guard row.count > 1 else { return row[0] }
      let cells = row.indices.map { column in
        isNumber[column] ? row[column].rightAligned(in: widths[column]) : row[column].padded(to: widths[column])
      }
      return cells.joined(separator: "  ").trimmedAtEnd
    }
    return ([title] + lines).joined(separator: "\n")
  }

  /// One JSON document of everything.
  static func json(of measurements: [Measurement]) -> String {
    var writer = JSONWriter()
    JSON.object(["measurements": .array(measurements.map { json(of: $0) })]).write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func json(of measurement: Measurement) -> JSON {
    var members: OrderedMap<JSON> = [
      "title": .string(measurement.title), "unit": .string(measurement.unit),
      "better": .string(measurement.better.rawValue),
    ]
    if let isKept = measurement.keepsBudgets { members["keeps_budget"] = .bool(isKept) }
    members["subjects"] = .array(
      measurement.series.map { series in
        var members: OrderedMap<JSON> = [
          "name": .string(series.subject), "min": number(series.least), "median": number(series.median),
          "max": number(series.most), "figures": .array(series.figures.map(number)),
        ]
        if let advantage = measurement.advantage(over: series) { members["advantage"] = number(advantage) }
        return .object(members)
      })
    return .object(members)
  }

  private static func number(_ value: Double) -> JSON { .number(JSONNumber(value)) }

  private static func comparison(_ advantage: Double) -> String {
    "\(figure(advantage >= 1 ? advantage : 1 / advantage)) × \(advantage >= 1 ? "better" : "worse")"
  }

  private static func text(of budget: Budget, in measurement: Measurement) -> String {
    let goal =
      switch budget {
      case .median(let bound): "\(measurement.better == .lower ? "≤" : "≥") \(figure(bound)) \(measurement.unit)"
      case .advantage(let factor, let subject):
        factor >= 1 ? "≥ \(figure(factor)) × better than \(subject)" : "≤ \(figure(1 / factor)) × worse than \(subject)"
      }
    return goal + (measurement.keeps(budget).map { $0 ? ": kept" : ": MISSED" } ?? ": not measured")
  }

  /// Three digits that count.
  static func figure(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    var decimals = 2
    if value.magnitude >= 100 { decimals = 0 } else if value.magnitude >= 10 { decimals = 1 }
    if value != 0 && value.magnitude < 1 { decimals = 3 }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * scale).rounded())
    guard decimals > 0 else { return grouped(scaled) }
    let fraction = String(scaled % Int(scale))
    return "\(scaled / Int(scale))." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  private static func grouped(_ value: Int) -> String {
    var digits = Array(String(value))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(" ", at: place)
      place -= 3
    }
    return String(digits)
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  func rightAligned(in width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
  var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
