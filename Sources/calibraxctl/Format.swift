import CalibraxModel

/// A value of a metric: with so many digits behind the point, or, where these would show little of one that is small,
/// with four that matter: `12.5000`, `7.02e-07`.
func measuredText(_ value: Double, _ digits: Int32 = 4) -> String {
  value != 0 && abs(value) < (digits < 4 ? 0.1 : 0.001) ? short(value, 4) : fixed(value, digits)
}

/// Rows as aligned columns; the columns that are named are aligned to the right. What a terminal would obey is replaced:
/// names come from anywhere.
///
/// - Parameter decorate: Makes of a cell's text, given its row and column, what is shown in its place; as wide as the
///   text.
func columns(
  _ rows: [[String]], right: Set<Int> = [],
  decorate: (_ text: String, _ row: Int, _ column: Int) -> String = { text, _, _ in text }
) -> String {
  let rows = rows.map { $0.map { printable($0) } }
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in rows.map { column < $0.count ? columnWidth($0[column]) : 0 }.max() ?? 0 }
  return rows.enumerated().map { number, row in
    let cells = row.enumerated().map { column, cell in
      let space = String(repeating: " ", count: widths[column] - columnWidth(cell))
      let shown = decorate(cell, number, column)
      return right.contains(column) ? space + shown : shown + space
    }
    var line = cells.joined(separator: "  ")
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }.joined(separator: "\n")
}

/// A text with spaces behind it, up to a width.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - columnWidth(text)))
}

/// Rows as a Markdown table; the first is the head. Names are shown as they are, whatever they are.
func markdownTable(_ rows: [[String]]) -> String { markdownLines(rows).joined(separator: "\n") }

/// The lines of a Markdown table: those of the head, then one a row.
func markdownLines(_ rows: [[String]]) -> [String] {
  let lines = rows.map { "| " + $0.map(markdownText).joined(separator: " | ") + " |" }
  let rule = "|" + String(repeating: "---|", count: rows.first?.count ?? 0)
  return [lines.first ?? "", rule] + lines.dropFirst()
}

/// The last line that a program wrote to stderr, as the end of a sentence about its end; nothing when it wrote none.
func havingWritten(_ stderr: String) -> String {
  stderr.split(whereSeparator: \.isNewline).last.map { ", having written: " + printable(String($0), limit: 200) } ?? ""
}
