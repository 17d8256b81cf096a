import CalibraxJSON
import CalibraxModel

extension RunTable {
  /// Rows, oldest first, as a gate looks at them.
  func gateRuns(_ rows: [(row: RunRow, role: GateRuns.Role)]) -> GateRuns {
    var runs = GateRuns()
    var columns: [Int64: Int] = [:]
    for (row, role) in rows {
      runs.append(GateRuns.Entry(id: row.id, commit: row.commit), as: role)
      for index in row.points.indices {
        let key = row.points[index].key
        for cell in row.cells[row.cells(ofPoint: index)] {
          let number = Int64(key) << 32 | Int64(cell.metric)
          let column =
            columns[number] ?? runs.column(of: GateRuns.MetricKey(keys[key], names[cell.metric].text))
          columns[number] = column
          runs.take(cell.value, column: column)
        }
      }
    }
    return runs
  }
}
