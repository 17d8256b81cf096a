import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// Comma-separated values with `# {…}` lines that tell of the run, as LLview's continuous benchmarks write them. A row
/// is a point; an empty cell of a metric is a run that failed.
///
/// Nothing tells metrics from parameters but the metadata member `metrics`. Without it, a column of numbers is a metric
/// when one of them has a decimal point or an exponent, or is missing, and that is told of: parameters are counts, years
/// and names, they are whole and always there, while what is measured hardly ever comes out whole in every row.
enum CSVWithMetadata: FileAdapter {
  static let name = "csv"
  static let summary = "CSV with a header, and # {…} lines for metadata (LLview)"

  static func recognizes(_ head: FileHead) -> Bool {
    guard let table = TableHead(head), let row = table.rows.first else { return false }
    return head.lines.contains { $0.hasPrefix("#") && $0.dropFirst().trimmed.hasPrefix("{") }
      || row.count == table.columns.count
        && [".csv", ".tsv"].contains { head.fileName.lowercased().hasSuffix($0) }
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var comments: [String] = []
    var rows: [CommaSeparated.Row] = []
    let separator = TableHead(try file.head())?.separator ?? UInt8(ascii: ",")
    let unfinished = try CommaSeparated.forEachRow(of: &file, separator: separator, comment: { comments.append($0) }) {
      rows.append($0)
    }
    conversion.skip(unfinishedLine: unfinished)
    guard rows.count > 1 else {
      throw AdapterError(file.name, "", rows.isEmpty ? "there is no header" : "there are no rows below the header")
    }
    let metadata = metadata(comments, &conversion)
    if metadata["metrics"] == nil, rows[0].cells.allSatisfy({ Double(cell: $0, separatedBy: separator) != nil }) {
      throw AdapterError(
        file.name, "line \(rows[0].line)", "the first row names no columns",
        hint: "Write a header above it: Nodes,Runtime")
    }
    let table = CSVTable(rows: rows, separator: separator, metadata: metadata, &conversion)
    if table.metrics.isEmpty {
      throw AdapterError(
        file.name, "", "no column is a metric",
        hint: "Name those that are in a line at the beginning: # {\"metrics\": [\"Runtime\"]}")
    }
    conversion.add(table.draft(&conversion))
  }

  /// The dictionaries of all comments in one; of members that several have the last counts.
  private static func metadata(_ comments: [String], _ conversion: inout Conversion) -> OrderedMap<JSON> {
    var metadata = OrderedMap<JSON>()
    for comment in comments.map(\.trimmed) where comment.hasPrefix("{") {
      let literal = (try? JSON(parsing: Array(comment.utf8))) ?? JSON(pythonLiteral: comment)
      if let members = literal?.members {
        metadata.overlay(members)
      } else {
        conversion.skip("# \(comment.prefix(60))", "it is neither JSON nor a Python literal")
      }
    }
    return metadata
  }
}
