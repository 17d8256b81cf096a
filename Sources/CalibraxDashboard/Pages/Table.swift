/// A table that people sort, filter and take with them.
struct Table {
  /// A column.
  struct Column {
    var name: String
    /// What it is, shown when it is pointed at.
    var about = ""
    /// The columns that it belongs to.
    var group: String?
    var isNumber = false
  }

  /// A row: its cells, and attributes of its own.
  struct Row {
    var cells: [HTML]
    var attributes: HTML = .empty
  }

  /// What it is called, for those who hear it and for its file.
  var name: String
  var columns: [Column]
  var rows: [Row] = []
  /// Whether the first cell of each row says what the row is.
  var hasNames = true
  /// Attributes of its own.
  var attributes: HTML = .empty

  /// The table with what it is sorted, filtered and counted by.
  var html: HTML {
    """
    <div class="table" data-table="\(name)">
    <div class="scroll"><table\(attributes)>
    <caption>\(name)</caption>
    <thead>\(groups)<tr>\(columns.map { head($0) })</tr></thead>
    <tbody>
    \(rows.map { row -> HTML in "<tr\(row.attributes)>\(cells(row))</tr>\n" })</tbody>
    </table></div>
    </div>
    """
  }

  private func head(_ column: Column) -> HTML {
    let kind: HTML = column.isNumber ? " class=\"number\"" : ""
    let about: HTML = column.about.isEmpty ? "" : " title=\"\(column.about)\""
    return "<th scope=\"col\"\(kind)\(about)>\(column.name)</th>"
  }

  private var groups: HTML {
    guard columns.contains(where: { $0.group != nil }) else { return .empty }
    var cells: [(group: String?, count: Int)] = []
    for column in columns {
      if let last = cells.last, last.group == column.group {
        cells[cells.count - 1].count += 1
      } else {
        cells.append((column.group, 1))
      }
    }
    let html = cells.map { cell -> HTML in
      guard let group = cell.group else { return "<td colspan=\"\(cell.count)\"></td>" }
      return "<th scope=\"colgroup\" colspan=\"\(cell.count)\">\(group)</th>"
    }
    return "<tr class=\"groups\">\(html)</tr>"
  }

  private func cells(_ row: Row) -> [HTML] {
    zip(columns, row.cells).enumerated().map { place, cell -> HTML in
      if place == 0, hasNames { return "<th scope=\"row\">\(cell.1)</th>" }
      return cell.0.isNumber ? "<td class=\"number\">\(cell.1)</td>" : "<td>\(cell.1)</td>"
    }
  }
}
