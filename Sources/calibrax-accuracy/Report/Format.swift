import CalibraxJSON
import CalibraxModel

/// How tables are printed.
enum Format: String, CaseIterable {
  case text, markdown, json

  func print(_ tables: [Table]) {
    switch self {
    case .text: Swift.print(tables.map(\.text).joined(separator: "\n\n"))
    case .markdown: Swift.print(tables.map(\.markdown).joined(separator: "\n\n"))
    case .json: Swift.print(String(decoding: JSONWriter.bytes(of: JSON.array(tables.map(\.json))), as: UTF8.self))
    }
  }
}

extension Table {
  /// Columns that are aligned, the first to the left.
  fileprivate var text: String {
    let lines = [columns] + rows.map { $0.map(\.text) }
    let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let aligned = lines.map { line in
      line.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - line[column].count)
        return column == 0 ? line[column] + space : space + line[column]
      }.joined(separator: "  ")
    }
    return ([title] + aligned).joined(separator: "\n")
  }

  fileprivate var markdown: String {
    let lines = ([columns] + rows.map { $0.map(\.text) }).map { "| " + $0.joined(separator: " | ") + " |" }
    let rule = "|---|" + String(repeating: "---:|", count: columns.count - 1)
    return (["**\(title)**", "", lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
  }

  /// An object a row; a standard error is a member of its own.
  fileprivate var json: JSON {
    let objects = rows.map { row in
      var members = OrderedMap<JSON>()
      for (column, cell) in zip(columns, row) {
        members[column] = cell.json
        guard case .number(_, _, let error?) = cell else { continue }
        members[column + " standard error"] = .number(JSONNumber(error))
      }
      return JSON.object(members)
    }
    return ["title": .string(title), "rows": .array(objects)]
  }
}

extension Table.Cell {
  fileprivate var text: String {
    switch self {
    case .text(let text): text
    case .number(let value, let digits, _): fixed(value, digits)
    case .empty: ""
    }
  }

  fileprivate var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .number(let value, _, _): .number(JSONNumber(value))
    case .empty: .null
    }
  }
}
