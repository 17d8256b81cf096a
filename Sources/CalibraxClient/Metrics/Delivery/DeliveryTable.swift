import CalibraxAPI

/// The open executions and their series, and what the server knows of them on this connection.
struct DeliveryTable: Sendable {
  /// How the server stands to an execution or a series.
  enum Standing: Equatable {
    /// It was not told yet, or on another connection.
    case untold
    /// It knows it.
    case known
    /// It refused it.
    case refused
  }

  struct Execution: Sendable {
    var params: StartExecution.Params
    var standing = Standing.untold
    /// Whether the server knew it on this connection or an earlier one.
    var hasBegun = false
    /// When something was last sent for it, in seconds of the clock that never jumps.
    var lastSent = -Double.infinity
    var finish: FinishExecution.Params?
    /// Whether its end was sent once: it may have ended, and must not begin again.
    var isEnding = false
  }

  struct Series: Sendable {
    var execution: Int
    var params: DefineMetric.Params
    var standing = Standing.untold
    var handle: Int?
  }

  /// Seconds after which an execution for which nothing was sent is told of again, as a sign of life.
  static let signOfLife = 20.0

  var executions: [Int: Execution] = [:]
  var series: [Int: Series] = [:]

  /// Takes in an announcement.
  mutating func announce(_ announcement: Announcement) {
    switch announcement {
    case .opened(let execution, let params): executions[execution] = Execution(params: params)
    case .defined(let number, let execution, let params): series[number] = Series(execution: execution, params: params)
    case .closed(let execution, let params): executions[execution]?.finish = params
    }
  }

  /// On another connection nothing is known.
  mutating func forget() {
    for number in executions.keys { executions[number]?.standing = .untold }
    for number in series.keys { forget(series: number) }
  }

  /// The server has to be told of a series again.
  mutating func forget(series number: Int) {
    series[number]?.standing = .untold
    series[number]?.handle = nil
  }

  mutating func remove(execution: Int) {
    executions[execution] = nil
    series = series.filter { $0.value.execution != execution }
  }

  /// The executions that the server must be told of now, oldest first.
  func untold(at now: Double) -> [Int] {
    executions.filter { entry in
      entry.value.standing == .untold && !entry.value.isEnding || isSilent(entry.value, at: now)
    }.keys.sorted()
  }

  private func isSilent(_ execution: Execution, at now: Double) -> Bool {
    execution.standing == .known && execution.finish == nil && now >= execution.lastSent + Self.signOfLife
  }

  /// When the next sign of life is due.
  var nextSignOfLife: Double? {
    executions.values.filter { $0.standing == .known && $0.finish == nil }.map { $0.lastSent + Self.signOfLife }.min()
  }

  /// Whether the server refused a series or its execution.
  func isRefused(series number: Int) -> Bool {
    guard let entry = series[number] else { return true }
    return entry.standing == .refused || executions[entry.execution]?.standing == .refused
  }
}
