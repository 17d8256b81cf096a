@testable import calibrax_accuracy

/// The figures in the first row of the table whose title begins so, by column.
func figures(_ tables: [Table], _ title: String) -> [String: Double] {
  guard let table = tables.first(where: { $0.title.hasPrefix(title) }) else { return [:] }
  var figures: [String: Double] = [:]
  for (column, cell) in zip(table.columns, table.rows[0]) {
    if case .number(let value, _, _) = cell { figures[column] = value }
  }
  return figures
}
