import CalibraxModel

extension String {
  /// The text as Plotly shows it unchanged, which takes some HTML for what it means: `<b>`, `<a href>`, `&lt;`.
  ///
  /// Quotes stay: Plotly does not know their names.
  var escaped: String {
    guard utf8.contains(where: { "&<>".utf8.contains($0) }) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The text within a template, where `%{` would begin a variable.
  var escapedInTemplate: String { escaped.replacing("%{", with: "&#37;{") }
}

extension CellValue {
  /// The moment of a number of seconds since 1970, as Plotly reads and validators write it: `2024-06-01 10:00:00`, UTC;
  /// `nil` for one of no year with four digits.
  var moment: String? {
    guard let number, (-62_135_596_800..<253_402_300_800).contains(number) else { return nil }
    var text = Array(Timestamp(microseconds: Int64((number * 1e6).rounded())).text.utf8)
    text[10] = UInt8(ascii: " ")
    return String(decoding: text, as: UTF8.self)
  }

  /// The text of a value for people.
  func shown(of type: MetricType) -> String {
    (type == .ts || type == .date ? moment : nil) ?? text(of: type)
  }
}

extension MetricConfiguration {
  /// What an axis of it is called: `Performance [ns/d]`.
  var axisTitle: String { (unit.isEmpty ? key : "\(key) [\(unit)]").escaped }
}
