import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel

/// The execution that an agent records in.
struct AgentExecution {
  /// What takes part in it.
  var params = StartExecution.Params()
  /// Whether it is one of agents, which ends with the agent.
  var isOwn = true
  /// Where on its x-axis the agent begins.
  var offset = 0.0

  static let pipeline = "agent"

  /// The execution of a name, which is begun if there is none.
  init(named id: String, tags: OrderedMap<String>, _ context: borrowing Context, _ client: BlockingClient)
    throws(Failure)
  {
    var filter = ListExecutions.Params()
    filter.executionID = id
    let known = try context.call(ListExecutions.self, filter, over: client).executions.first
    if let known, !known.state.isOpen {
      throw Failure(
        code: .refused, message: "The execution \"\(id)\" is over.",
        hint: "Name one that runs or that there is none of yet, or leave --execution out.")
    }
    isOwn = known.map { $0.pipelineName == Self.pipeline } ?? true
    params.pipelineName = known?.pipelineName ?? Self.pipeline
    params.executionID = id
    params.tags = tags
    try begin(known, context, client)
  }

  /// That of a host which runs, or a new one.
  init(of host: String, tags: OrderedMap<String>, _ context: borrowing Context, _ client: BlockingClient)
    throws(Failure)
  {
    var filter = ListExecutions.Params()
    filter.pipelineName = Self.pipeline
    filter.tags = tags
    let known = try context.call(ListExecutions.self, filter, over: client).executions
    let running = known.first { $0.state.isOpen }
    params.pipelineName = Self.pipeline
    params.tags = tags
    let id = "agent-" + Self.identifier(host)
    params.executionID = running?.executionID ?? id
    do throws(Failure) { try begin(running, context, client) } catch {
      guard running == nil, error.code == .refused else { throw error }
      // One of that name is over; the moment tells them apart.
      let now = Timestamp(microseconds: Int64(unixSeconds() * 1e6)).text
      params.executionID = "\(id)-\(now.replacing(":", with: "").replacing("-", with: ""))Z"
      try begin(nil, context, client)
    }
  }

  /// Begins it, or says that it lives.
  private mutating func begin(
    _ known: Execution?, _ context: borrowing Context, _ client: BlockingClient
  ) throws(Failure) {
    let begun = try context.call(StartExecution.self, params, over: client)
    guard !begun.created, let start = Timestamp(known?.startedAt ?? begun.startedAt) else { return }
    // The clock of this host need not agree with that of the server: it goes on behind what there is.
    var filter = ListSeries.Params()
    filter.executionID = params.executionID
    filter.limit = 10_000
    let last = try context.call(ListSeries.self, filter, over: client).series.compactMap(\.last?.at).max()
    offset = max(0, last ?? 0, unixSeconds() - Double(start.microseconds) / 1e6)
  }

  /// A host's name as a part of an identifier.
  private static func identifier(_ host: String) -> String {
    let text = String(host.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._:+-".contains($0)) ? $0 : "-" })
    return String(text.prefix(80))
  }
}

extension ExecutionState {
  /// Whether it has not ended, as far as is known: one that is lost may be heard of again.
  fileprivate var isOpen: Bool { self == .running || self == .lost }
}
