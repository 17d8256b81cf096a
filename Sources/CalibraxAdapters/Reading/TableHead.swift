import CalibraxReading

/// The beginning of a table: what separates its cells, its header, and the rows of the first lines.
struct TableHead {
  let separator: UInt8
  let columns: [String]
  let rows: [[String]]

  /// `nil` for what is no table of several columns.
  init?(_ head: FileHead) {
    guard head.json == nil, let separator = Self.separator(of: head.firstLine) else { return nil }
    var rows: [[String]] = []
    var start = SourceFile(name: head.name, bytes: Array(head.text.utf8))
    // A row that the end of the beginning cuts through does not matter.
    _ = try? CommaSeparated.forEachRow(of: &start, separator: separator, comment: { _ in }) { row in
      rows.append(row.cells.map(\.trimmed))
    }
    guard let columns = rows.first, columns.count > 1 else { return nil }
    self.separator = separator
    self.columns = columns
    self.rows = Array(rows.dropFirst())
  }

  /// The first cell of a column in which something stands.
  func firstCell(of column: Int) -> String? {
    rows.lazy.compactMap { $0.indices.contains(column) && !$0[column].isEmpty ? $0[column] : nil }.first
  }

  /// The number in a cell.
  func number(_ cell: String) -> Double? { Double(cell: cell, separatedBy: separator) }

  /// The one of `,`, `;` and tab that stands most often between the names of a header; a comma may stand in them.
  private static func separator(of header: some StringProtocol) -> UInt8? {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in header.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let found = Array("\t;,".utf8).filter { counts[$0] != nil }
    return found.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
  }
}
