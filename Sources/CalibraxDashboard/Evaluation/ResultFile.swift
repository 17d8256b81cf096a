import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// Result files as benchmarks write them: tables of comma-separated values, and the JSON of pipelines.
public enum ResultFile {
  /// Whether a file is one by its name.
  public static func isOne(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".csv") || name.hasSuffix(".json")
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: Its path within its source; the end of its name says what it is.
  ///   - separator: What separates the cells of tables.
  public static func read(_ path: String, _ bytes: [UInt8], separator: UInt8) throws(ResultFileError) -> SourceTable {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ResultFileError(message: "it is not UTF-8; write it so")
    }
    return path.lowercased().hasSuffix(".json")
      ? try pipeline(path, Array(bytes)) : try table(path, text, separator: separator)
  }

  /// Comma-separated values whose first row names the columns. Lines that begin with `#` may hold metadata.
  private static func table(_ path: String, _ text: String, separator: UInt8) throws(ResultFileError) -> SourceTable {
    var table = SourceTable(name: path)
    var reader = CommaSeparated(separator: separator)
    for (number, line) in zip(1..., lines(text)) {
      if !reader.isQuoted, line.first(where: { !$0.isWhitespace }) == "#" {
        reader.skipLine()
        if let members = metadata(line.trimmed.dropFirst()) {
          for member in members { table.metadata[member.key] = member.value }
        } else {
          table.unread.append(number)
        }
      } else if let row = reader.take(String(line)) {
        if table.columns.isEmpty {
          table.columns = row.cells
        } else {
          table.rows.append(SourceTable.Row(line: row.line, cells: row.cells))
        }
      }
    }
    guard !reader.isQuoted else {
      throw ResultFileError(
        message: "a quoted cell does not end; was the program that wrote it stopped?", line: reader.start)
    }
    return table
  }

  /// The lines of a text, as Unix, Windows and old Macs end them.
  private static func lines(_ text: String) -> [Substring] {
    let newline = text.utf8.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
    return text.utf8.split(separator: newline, omittingEmptySubsequences: false).map { line in
      Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  /// The members of an object behind the sign of a comment, as JSON or as Python prints it; none of a text that does not
  /// begin like one, and `nil` of one that does and is none.
  private static func metadata(_ text: Substring) -> OrderedMap<JSON>? {
    let text = text.trimmed
    guard text.hasPrefix("{") else { return [:] }
    return ((try? JSON(parsing: Array(text.utf8))) ?? JSON(pythonLiteral: text))?.members
  }

  /// `{"pipeline": {…}, "jobs": [{…, "results": [{…}]}]}`: a row for each result, with the members of its job and of the
  /// pipeline.
  private static func pipeline(_ path: String, _ bytes: [UInt8]) throws(ResultFileError) -> SourceTable {
    let json: JSON
    do throws(JSONSyntaxError) { json = try JSON(parsing: bytes) } catch {
      throw ResultFileError(message: "it is not JSON: \(error)")
    }
    guard let jobs = json["jobs"]?.elements, let pipeline = (json["pipeline"] ?? [:]).members else {
      throw ResultFileError(
        message: #"it is JSON of another shape; write {"pipeline": {…}, "jobs": [{…, "results": [{…}]}]}"#)
    }
    var table = SourceTable(name: path)
    table.metadata = pipeline
    var columns: [Spelling: Int] = [:]
    for (index, job) in jobs.enumerated() {
      guard var common = job.members, let results = (job["results"] ?? []).elements else {
        throw ResultFileError(message: "jobs[\(index)]: expected an object with a list of results")
      }
      common["results"] = nil
      for (place, result) in results.enumerated() {
        guard let members = result.members else {
          throw ResultFileError(message: "jobs[\(index)].results[\(place)]: expected an object")
        }
        var row = SourceTable.Row(line: table.rows.count + 1, cells: [])
        row.cells = [String?](repeating: nil, count: columns.count)
        for member in [pipeline, common, members].joined() {
          let name = Spelling(member.key)
          if columns[name] == nil {
            columns[name] = table.columns.count
            table.columns.append(member.key)
          }
          let column = columns[name] ?? 0
          while row.cells.count <= column { row.cells.append(nil) }
          row.cells[column] = member.value.cell
        }
        table.rows.append(row)
      }
    }
    return table
  }
}

extension JSON {
  /// The text of a cell; `nil` for null.
  var cell: String? { self == .null ? nil : tag }
}
