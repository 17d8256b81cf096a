import CalibraxModel

/// Lines of cells for spreadsheets (RFC 4180).
enum CSVText {
  static func line(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

  /// Every digit of a number; nothing for one that is none.
  static func cell(_ number: Double?) -> String { number.flatMap { $0.isFinite ? "\($0)" : nil } ?? "" }

  /// A text, which a spreadsheet must not take for a formula.
  static func cell(_ text: String?) -> String {
    guard let first = text?.unicodeScalars.first, let text else { return "" }
    let safe = ["=", "+", "-", "@", "\t", "\r", "\n"].contains(first) ? "'" + text : text
    let isPlain = safe.unicodeScalars.allSatisfy { !["\"", ",", "\r", "\n"].contains($0) }
    return isPlain ? safe : "\"" + safe.escaped { $0 == "\"" ? "\"\"" : nil } + "\""
  }
}
