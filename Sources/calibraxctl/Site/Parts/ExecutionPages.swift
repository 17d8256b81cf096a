import CalibraxAPI
import CalibraxDashboard
import CalibraxModel

/// The executions with what they recorded.
enum ExecutionPages: SitePart {
  /// The pages of executions that a report has at most.
  private static let written = 100
  /// The series of an execution that its page shows at most.
  private static let shownSeries = 500

  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page? {
    if path == Section.executions.path { return try list(source).page }
    guard path.parts.first == "executions", path.parts.count == 2 else { return nil }
    if !path.isWhole {
      return try list(source).executions.first { path.names($0.executionID, at: 1) }
        .map { (execution) throws(Failure) in try page(of: execution, source) }
    }
    return try page(of: path.parts[1], source)
  }

  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure) {
    let list = try list(source, limit: written)
    try folder.add(list.page)
    for execution in list.executions { try folder.add(try page(of: execution, source)) }
    if list.hasOthers, let page = try page(of: Execution.alwaysOpen, source) { try folder.add(page) }
  }

  private static func list(
    _ source: SiteSource, limit: Int = SiteSource.listed
  ) throws(Failure) -> (executions: [Execution], hasOthers: Bool, page: Page) {
    var params = ListExecutions.Params()
    params.limit = limit
    let answer = try source.call(ListExecutions.self, params)
    let hasOthers = try !series(of: Execution.alwaysOpen, source, limit: 1).isEmpty
    let page = Page.executions(
      answer.executions, hasOthers: hasOthers, isCut: answer.nextCursor != nil, now: source.site.moment)
    return (answer.executions, hasOthers, page)
  }

  private static func page(of id: String, _ source: SiteSource) throws(Failure) -> Page? {
    var execution = Execution()
    execution.executionID = id
    if id != Execution.alwaysOpen {
      var params = ListExecutions.Params()
      params.executionID = id
      guard let found = try source.call(ListExecutions.self, params).executions.first else { return nil }
      execution = found
    }
    return try page(of: execution, source)
  }

  private static func page(of execution: Execution, _ source: SiteSource) throws(Failure) -> Page {
    var recorded: [RecordedSeries] = []
    for head in try series(of: execution.executionID, source, limit: shownSeries) {
      var params = QuerySeries.Params()
      params.series = head.series
      params.maxPoints = SiteSource.samples
      guard let answer = try source.find(QuerySeries.self, params) else { continue }
      recorded.append(RecordedSeries(head, points: answer.points, total: answer.total))
    }
    return .execution(execution, recorded, now: source.site.moment)
  }

  private static func series(
    of execution: String, _ source: SiteSource, limit: Int
  ) throws(Failure) -> [SeriesHead] {
    var params = ListSeries.Params()
    params.executionID = execution
    params.limit = limit
    return try source.call(ListSeries.self, params).series
  }
}
