/// Rows of comma-separated values (RFC 4180), one at a time.
struct CommaSeparated {
  private let separator: UInt8
  private var cells: [String] = []
  private var cell: [UInt8] = []
  private var isQuoted = false
  /// Whether a quote was met inside quotes: a second one stands for a quote, anything else ends them.
  private var isAfterQuote = false
  private var line = 1
  private var start = 1

  /// A row, and the line that it begins at.
  struct Row {
    var line: Int
    var cells: [String]
  }

  init(separator: UInt8 = UInt8(ascii: ",")) {
    self.separator = separator
  }

  /// Calls the body with every row that is not blank.
  ///
  /// - Parameter comment: Takes lines that begin with `#`; without one they are rows like others.
  /// - Returns: The number of the last line, when no line break ends it and it was left out.
  static func forEachRow(
    of file: inout SourceFile, separator: UInt8 = UInt8(ascii: ","), comment: ((String) -> Void)? = nil,
    _ body: (Row) throws(AdapterError) -> Void
  ) throws(AdapterError) -> Int? {
    var reader = CommaSeparated(separator: separator)
    let unfinished = try file.forEachLine { (line, _) throws(AdapterError) in
      if !reader.isQuoted, let comment, line.trimmed.hasPrefix("#") {
        comment(String(line.trimmed.dropFirst()))
        reader.line += 1
        return
      }
      if let row = reader.take(line) { try body(row) }
    }
    if reader.isQuoted {
      throw AdapterError(
        file.name, "line \(reader.start)", "a quoted cell does not end",
        hint: "It ends in its middle: was the program that wrote it stopped?")
    }
    return unfinished
  }

  /// Takes a line; a row that it ends, unless that is blank.
  private mutating func take(_ text: String) -> Row? {
    if !isQuoted { start = line }
    line += 1
    for byte in text.utf8 { take(byte) }
    if isAfterQuote { (isAfterQuote, isQuoted) = (false, false) }
    if isQuoted {
      cell.append(UInt8(ascii: "\n"))
      return nil
    }
    endCell()
    defer { cells = [] }
    return cells.allSatisfy { $0.trimmed.isEmpty } && cells.count == 1 ? nil : Row(line: start, cells: cells)
  }

  private mutating func take(_ byte: UInt8) {
    if isAfterQuote {
      isAfterQuote = false
      if byte == UInt8(ascii: "\"") { return cell.append(byte) }
      isQuoted = false
    }
    if isQuoted {
      if byte == UInt8(ascii: "\"") { isAfterQuote = true } else { cell.append(byte) }
    } else if byte == separator {
      endCell()
    } else if byte == UInt8(ascii: "\""), cell.isEmpty {
      isQuoted = true
    } else {
      cell.append(byte)
    }
  }

  private mutating func endCell() {
    cells.append(String(decoding: cell, as: UTF8.self))
    cell.removeAll(keepingCapacity: true)
  }
}

/// A table whose first row names its columns.
struct NamedColumns {
  let names: [String]

  /// The cell of a column; `nil` where the row has none, or nothing stands there.
  func cell(_ name: String, of row: CommaSeparated.Row) -> String? {
    names.firstIndex(of: name).flatMap { row.cells.indices.contains($0) ? row.cells[$0].trimmed : nil }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The number in the cell of a column.
  func number(_ name: String, of row: CommaSeparated.Row) -> Double? {
    cell(name, of: row).flatMap { Double(lenient: $0) }
  }
}
