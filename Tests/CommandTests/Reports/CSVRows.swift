import Testing

/// A text of cells, read by the rules of RFC 4180.
enum CSVRows {
  /// The cells of a text.
  static func read(_ text: String) -> [[String]] {
    var rows = [[String]](), row = [String](), cell = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        scalars.removeFirst()
        cell.append("\"")
      case "\"": isQuoted.toggle()
      case "," where !isQuoted, "\n" where !isQuoted:
        if scalar == "\n" {
          #expect(cell.last == "\r")
          cell.removeLast()
        }
        row.append(String(cell))
        cell = String.UnicodeScalarView()
        if scalar == "\n" {
          rows.append(row)
          row = []
        }
      default: cell.append(scalar)
      }
    }
    #expect(row.isEmpty && cell.isEmpty && !isQuoted)
    return rows
  }
}
