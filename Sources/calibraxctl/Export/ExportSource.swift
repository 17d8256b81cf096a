import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Reads what is exported, over one connection.
struct ExportSource {
  private let context: Context
  private let client: BlockingClient
  /// How many samples one answer holds.
  private let room: Int

  init(_ context: borrowing Context, room: Int = QuerySeries.largestCount) throws(Failure) {
    self.room = room
    self.context = copy context
    client = try Connection.open(context.flags, for: GetRun.name)
  }

  /// The same over a connection of its own: one that was idle for long may have been lost.
  func reconnected() throws(Failure) -> ExportSource { try ExportSource(context, room: room) }

  /// What the flags choose.
  func data(_ choice: ExportChoice) throws(Failure) -> ExportedData {
    switch choice {
    case .runs(let ids): .runs(try runs(ids))
    case .allRuns: .runs(try allRuns())
    case .execution(let id): .execution(try execution(id))
    }
  }

  /// Where the store is, on the machine of who answers.
  func directory() throws(Failure) -> String { try call(ServerInfo.self, ServerInfo.Params()).store.path }

  func call<M: CalibraxRPC.Method>(_ method: M.Type, _ params: M.Params) throws(Failure) -> M.Result {
    try context.call(method, params, over: client)
  }

  // MARK: Runs

  /// Runs by their identifiers, each once.
  private func runs(_ ids: [String]) throws(Failure) -> [ExportedRun] {
    var runs: [Run] = []
    var seen: Set<Spelling> = []
    for id in ids {
      let run = try run(id)
      if seen.insert(Spelling(run.id)).inserted { runs.append(run) }
    }
    func moment(_ run: Run) -> Int64 { Timestamp(run.timestamp)?.microseconds ?? .min }
    return try defined(runs.sorted { moment($0) < moment($1) })
  }

  private func allRuns() throws(Failure) -> [ExportedRun] {
    var params = ListRuns.Params()
    params.limit = 10_000
    var ids: [String] = []
    repeat {
      let page = try call(ListRuns.self, params)
      ids += page.runs.map(\.runID)
      params.cursor = page.nextCursor
    } while params.cursor != nil
    if ids.isEmpty { _ = try run(RunID.latest) }
    return try defined(ids.reversed().map { (id) throws(Failure) in try run(id) })
  }

  private func run(_ id: String) throws(Failure) -> Run {
    var params = GetRun.Params()
    params.runID = id
    return try call(GetRun.self, params)
  }

  /// Runs with what config.json says of their metrics; one question is enough for all.
  private func defined(_ runs: [Run]) throws(Failure) -> [ExportedRun] {
    var point = Point()
    for run in runs {
      for other in run.points {
        for name in other.metrics.keys where point.metrics[name] == nil { point.metrics[name] = Metric() }
      }
    }
    var params = Summary.Params()
    params.run = Run()
    params.run?.points = [point]
    let configured = try call(Summary.self, params).metricDefs
    return runs.map { ExportedRun(run: $0, definitions: configured.overlaid(by: $0.metricDefs)) }
  }

  // MARK: Executions

  func execution(_ id: String) throws(Failure) -> ExportedExecution {
    var exported = ExportedExecution()
    exported.execution.executionID = id
    var filter = ListExecutions.Params()
    filter.executionID = id
    let known = try call(ListExecutions.self, filter).executions.first
    if let known { exported.execution = known }
    let heads = try series(of: id)
    if known == nil, heads.isEmpty, id != Execution.alwaysOpen {
      throw Failure(
        code: .refused, message: "There is no execution \"\(id)\".", hint: "calibraxctl execution list shows them.")
    }
    for head in heads {
      var series = ExportedSeries()
      (series.key, series.group, series.scale, series.throttle) = (head.key, head.group, head.scale, head.throttle)
      series.samples = try samples(of: head)
      exported.series.append(series)
    }
    return exported
  }

  private func series(of execution: String) throws(Failure) -> [SeriesHead] {
    var params = ListSeries.Params()
    params.executionID = execution
    params.limit = 10_000
    var heads: [SeriesHead] = []
    repeat {
      let page = try call(ListSeries.self, params)
      heads += page.series
      params.cursor = page.nextCursor
    } while params.cursor != nil
    return heads
  }

  /// All samples of a series by x.
  private func samples(of head: SeriesHead) throws(Failure) -> [Sample] {
    var params = QuerySeries.Params()
    params.series = head.series
    var lost = 0
    let samples = try samples(params, count: head.count, &lost)
    if lost > 0 {
      context.terminal.complain(
        "calibraxctl: \(lost) more samples of \(printable(head.key)) cannot be read; "
          + "calibraxctl info names the damaged files")
    }
    return samples
  }

  /// The samples between two places of x: where one answer cannot hold them, those of either half.
  private func samples(
    _ params: QuerySeries.Params, count: Int, _ lost: inout Int
  ) throws(Failure) -> [Sample] {
    if count <= room {
      let answer = try call(QuerySeries.self, params)
      lost = max(lost, answer.lost)
      return answer.points
    }
    var ends = params
    ends.maxPoints = 4
    let answer = try call(QuerySeries.self, ends)
    // What cannot be read may belong to either half, and counts once.
    lost = max(lost, answer.lost)
    if answer.count <= room { return try samples(params, count: answer.count, &lost) }
    let first = answer.points.first?.at ?? 0
    let last = answer.points.last?.at ?? 0
    // Their difference may be larger than any number.
    let middle = max(first, first / 2 + last / 2)
    guard first < last else {
      throw Failure(
        code: .refused,
        message: "\(answer.count) samples of \(answer.key) are at \(sampleText(first)), too many to read")
    }
    var (lower, upper) = (params, params)
    // Beside one another there is nothing between them.
    lower.to = middle < last ? middle : first
    upper.from = lower.to?.nextUp
    return try samples(lower, count: .max, &lost) + samples(upper, count: .max, &lost)
  }
}
