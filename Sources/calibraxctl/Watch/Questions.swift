import CalibraxAPI
import CalibraxModel

extension EventFeed {
  /// The execution of an id, or all that run, the newest first; `nil` when the connection is lost.
  func executions(_ id: String?) throws(Failure) -> [Execution]? {
    var params = ListExecutions.Params()
    params.executionID = id
    params.state = id == nil ? .running : nil
    params.limit = Following.room
    return try call(ListExecutions.self, params)?.executions
  }

  /// The series of an execution, all of them or that of a key; as many as are answered before the connection is lost.
  func series(of execution: String, key: String? = nil) throws(Failure) -> [SeriesHead] {
    var params = ListSeries.Params()
    params.executionID = execution
    params.keys = key.map { [$0] } ?? []
    var heads: [SeriesHead] = []
    repeat {
      guard let part = try call(ListSeries.self, params) else { break }
      heads += part.series
      params.cursor = part.nextCursor
    } while params.cursor != nil
    return heads
  }
}
