import CalibraxJSON

/// A curve as a figure has it.
struct FigureCurve {
  /// The values of the metrics that tell it apart, in the order of the metrics' names.
  let values: [CellValue]
  /// Its rows in a row of the table, in the order of x.
  let rows: [Int]
}

extension EvaluatedTab {
  /// The parameters of the row of the table that a curve belongs to.
  func parameters(of curve: TabCurve) -> [CellValue] { configuration.table.map { curve[$0] ?? .missing } }

  /// The curves of a plot: those of every row of the table, so that each keeps its place and colour when another row is
  /// selected, with what they are in one row.
  func figureCurves(of plot: PlotConfiguration, _ curves: [TabCurve], in parameters: [CellValue]?) -> [FigureCurve] {
    let metrics = plot.groupBy.sorted()
    var rows: [[CellValue]: [Int]] = [:]
    for curve in curves {
      let values = metrics.map { curve[$0] ?? .missing }
      if values.contains(.missing) { continue }
      rows[values, default: []] += self.parameters(of: curve) == parameters ? curve.rows : []
    }
    // A plot without curves has one all the same, so that there is something to set a style of.
    if rows.isEmpty { return [FigureCurve(values: [], rows: [])] }
    return rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { FigureCurve(values: $0.key, rows: inOrder($0.value, of: plot.x)) }
  }

  /// Rows in the order of x, and of time where that is the same; those without an x are left out.
  private func inOrder(_ rows: [Int], of x: String) -> [Int] {
    let values = self.rows[x]
    let rows = rows.filter { values[$0] != .missing }
    if x == TabConfiguration.time { return rows }
    return rows.enumerated().sorted {
      let (left, right) = (values[$0.element], values[$1.element])
      return left == right ? $0.offset < $1.offset : left < right
    }.map(\.element)
  }
}
