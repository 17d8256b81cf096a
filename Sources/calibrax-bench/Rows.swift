/// One row of the table of budgets: some work, done by us, by our peers and by what nobody can be faster than.
protocol Row: SendableMetatype {
  /// What it is called on the command line.
  static var name: String { get }
  /// What it measures, a phrase.
  static var summary: String { get }
  /// Measures it.
  static func measure(_ settings: Settings) throws -> [Measurement]
}

/// Every row, in the order measured.
let allRows: [any Row.Type] = [
  ParseRow.self, ReplyRow.self, PingRow.self, OpenRow.self, IngestRow.self, ExecutionRow.self, RecordRow.self,
  MetricRow.self, IdleRow.self, CommandRow.self, ImportRow.self,
]
