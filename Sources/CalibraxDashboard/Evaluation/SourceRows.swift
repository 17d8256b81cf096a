/// The texts of rows by metric, while metrics are worked out.
struct SourceRows {
  private let indices: [String: Int]
  private var columns: [[String?]]
  /// Where each row is from.
  private(set) var origins: [RowTable.Origin] = []
  /// The files or runs.
  private(set) var sources: [String] = []

  init(_ metrics: [String]) {
    indices = Dictionary(metrics.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    columns = metrics.map { _ in [] }
  }

  var count: Int { origins.count }
  var places: Range<Int> { origins.indices }

  /// The rows that come now are of this source.
  mutating func begin(_ source: String) { sources.append(source) }

  /// Takes a row: a text for each metric.
  mutating func append(line: Int, _ texts: [String?]) {
    for (index, text) in texts.enumerated() { columns[index].append(text) }
    origins.append(RowTable.Origin(source: sources.count - 1, place: line))
  }

  /// The file or run of a row.
  func source(of row: Int) -> String { sources[origins[row].source] }

  /// The text of a metric in a row.
  subscript(metric: String, row: Int) -> String? {
    get { indices[metric].flatMap { columns[$0][row] } }
    set { if let index = indices[metric] { columns[index][row] = newValue } }
  }
}
