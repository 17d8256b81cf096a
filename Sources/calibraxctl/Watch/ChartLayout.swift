/// How charts are arranged: beside each other where that lets all of them fit, and as high as there is room for.
struct ChartLayout: Equatable {
  /// Charts beside each other.
  private(set) var columns = 1
  /// The rows of a chart, the empty one under it included.
  private(set) var height = 20
  /// Empty rows under a chart.
  var gap: Int { height > 12 ? 1 : 0 }

  /// The rows of a chart: the least that are legible, those with which it looks well, and the most that help.
  private static let (least, good, most) = (7, 10, 20)
  /// The least columns of a chart that has another one beside it.
  private static let width = 55

  /// A layout of charts on a screen.
  ///
  /// - Parameters:
  ///   - charts: How many each of the executions has.
  ///   - width: The screen's columns.
  ///   - room: The rows for charts: those besides the headings.
  init(charts: [Int], width: Int, room: Int) {
    let widest = max(1, min(width / Self.width, charts.max() ?? 1))
    columns = (1...widest).first { Self.rows(charts, $0) * Self.good <= room } ?? widest
    let rows = Self.rows(charts, columns)
    guard rows > 0 else { return }
    // Where not all of them fit, those that are seen first do.
    height = max(Self.least, min(Self.most, room / max(1, min(rows, room / Self.good))))
  }

  /// The rows of charts.
  private static func rows(_ charts: [Int], _ columns: Int) -> Int {
    charts.reduce(0) { $0 + ($1 + columns - 1) / columns }
  }
}
