/// Figures in rows and columns.
struct Table: Sendable {
  enum Cell: Sendable {
    case text(String)
    /// A figure with so many digits behind the point, and its standard error where that is known.
    case number(Double, digits: Int32, standardError: Double? = nil)
    case empty

    /// A figure, or none.
    static func number(_ value: Double?, digits: Int32) -> Cell {
      value.map { .number($0, digits: digits, standardError: nil) } ?? .empty
    }
  }

  var title: String
  /// The first is what the rows are about.
  var columns: [String]
  var rows: [[Cell]]
}
