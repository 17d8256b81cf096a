/// The rows of a tab: the values of the metrics that it uses, by metric and row.
public struct RowTable: Sendable {
  /// Where a row is from.
  public struct Origin: Hashable, Sendable {
    /// The file or run: an index into ``RowTable/sources``.
    public var source: Int
    /// The line in the file, or the place of the point in the run.
    public var place: Int
  }

  /// The metrics.
  public let metrics: [String]
  private let indices: [String: Int]
  /// The values, by metric in their order, then by row.
  public internal(set) var columns: [[CellValue]]
  /// Where each row is from.
  public internal(set) var origins: [Origin] = []
  /// The files or runs that rows are from: paths or identifiers.
  public internal(set) var sources: [String] = []

  /// How many rows there are.
  public var count: Int { origins.count }

  /// A table without rows.
  public init(metrics: [String]) {
    self.metrics = metrics
    indices = Dictionary(metrics.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    columns = metrics.map { _ in [] }
  }

  /// The values of a metric, by row; none of one that the tab does not use.
  public subscript(metric: String) -> [CellValue] {
    get { indices[metric].map { columns[$0] } ?? [CellValue](repeating: .missing, count: count) }
    set { if let index = indices[metric] { columns[index] = newValue } }
  }
}
