public import CalibraxJSON

/// Rows as a file or the store has them, before anything is worked out.
public struct SourceTable: Sendable {
  /// A row: as many cells as there are columns, or fewer.
  public struct Row: Sendable {
    /// The line of the file that it begins at, from 1; of a stored run the place of the point, from 0.
    public var line: Int
    /// The cells; `nil` where the row has none.
    public var cells: [String?]

    /// A row.
    public init(line: Int, cells: [String?]) {
      self.line = line
      self.cells = cells
    }
  }

  /// The path of the file within its source, or the run.
  public var name: String
  /// What the columns are called.
  public var columns: [String] = []
  /// The rows in order.
  public var rows: [Row] = []
  /// The lines of comments that seem to say something of the file and cannot be read.
  public var unread: [Int] = []
  /// What the file says of itself.
  public var metadata = OrderedMap<JSON>()

  /// A table without rows.
  public init(name: String) {
    self.name = name
  }
}

/// Why a result file cannot be read.
public struct ResultFileError: Error, Equatable, Sendable {
  /// What is wrong, and what to do.
  public var message: String
  /// The line, from 1.
  public var line: Int?
}
