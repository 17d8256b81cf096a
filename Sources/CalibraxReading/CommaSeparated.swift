/// Rows of comma-separated values (RFC 4180), one at a time.
public struct CommaSeparated {
  private let separator: UInt8
  private var cells: [String] = []
  private var cell: [UInt8] = []
  /// Whether a quoted cell goes on in the next line.
  public private(set) var isQuoted = false
  /// Whether a quote was met inside quotes: a second one stands for a quote, anything else ends them.
  private var isAfterQuote = false
  private var line = 1
  /// The line that the row begins at.
  public private(set) var start = 1

  /// A row, and the line that it begins at.
  public struct Row {
    /// The line, from 1.
    public var line: Int
    /// Its cells, without quotes.
    public var cells: [String]
  }

  /// Nothing read yet.
  public init(separator: UInt8 = UInt8(ascii: ",")) {
    self.separator = separator
  }

  /// Passes over a line that is none of the table's.
  public mutating func skipLine() { line += 1 }

  /// Takes a line; a row that it ends, unless that is blank.
  public mutating func take(_ text: String) -> Row? {
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
