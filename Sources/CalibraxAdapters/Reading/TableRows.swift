import CalibraxReading

extension CommaSeparated {
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
        reader.skipLine()
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
