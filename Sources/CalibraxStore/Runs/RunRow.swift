/// What is kept in memory of a stored run: what `check`, `trend` and `listRuns` ask for. Names, keys and definitions are
/// numbers in the tables of ``RunTable``, so a run of 20 points × 5 metrics takes about 2 KB.
struct RunRow: Sendable {
  /// A point: its metrics are the cells up to `cellsEnd` that no point before it has.
  struct Point: BitwiseCopyable, Sendable {
    var key: Int32
    var scenario: Int32
    var cellsEnd: Int32
  }

  /// A metric's value; `bounds` is an index into the row's bounds, or -1.
  struct Cell: BitwiseCopyable, Sendable {
    var value: Double
    var metric: Int32
    var bounds: Int32
  }

  /// Confidence bounds; NaN stands for one that is not given.
  struct Bounds: BitwiseCopyable, Sendable {
    var lower: Double
    var upper: Double
  }

  var id: String
  /// The file it is in, relative to its folder.
  var file: String
  var timestamp: String
  /// Microseconds since 1970, UTC.
  var moment: Int64
  var commit: String?
  var branch: String?
  var definitions: Int32
  var environment: Int32
  var points: [Point] = []
  var cells: [Cell] = []
  var bounds: [Bounds] = []

  func cells(ofPoint index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(points[index - 1].cellsEnd))..<Int(points[index].cellsEnd)
  }

  func bounds(of cell: Cell) -> Bounds? {
    cell.bounds < 0 ? nil : bounds[Int(cell.bounds)]
  }
}
