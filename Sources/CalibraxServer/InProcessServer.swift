import CalibraxAPI
import CalibraxModel
import CalibraxRPC
public import CalibraxStore

/// The same service without sockets: one client in this process, whose work is done at once.
public struct InProcessServer: ~Copyable {
  private var service: Service
  private let writer: any StoreWriter
  private var session = Session()
  private var writes = 0

  /// A server of an open store and its series.
  public init(
    store: any Store, series: SeriesStore, limits: ServerLimits = ServerLimits(), clock: Clock = .system,
    tokens: Tokens? = nil
  ) {
    writer = store.writer
    var state = State(store: store, series: series, limits: limits, clock: clock)
    state.tokens = tokens
    service = Service(state: state, limits: limits)
  }

  /// Whether a method stores something, and so needs a store that may be written.
  public static func isWriting(_ name: String) -> Bool {
    allMethods.first { $0.name == name }.flatMap { Effect.of($0) }?.isForWriters ?? false
  }

  /// The responses to a line, each a line, and what subscriptions tell of; empty for a notification.
  public mutating func exchange(_ line: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    while true {
      var started: [Work] = []
      let isDone = service.receive(line, session: &session, output: &output) { started.append($0) }
      // The writes of a batch share the cost of reaching the disk.
      var results = writer.commit(started.compactMap(\.write))[...]
      writes += results.count
      for work in started {
        var response: [UInt8]
        if work.write != nil, let result = results.popFirst() {
          if case .success(let outcome) = result { service.calls.state.take(outcome.changes) }
          response = work.response(to: result, &service.calls.state)
        } else {
          response = work.compute()
        }
        service.finish(work, response: response, session: &session, output: &output)
      }
      settle(&output)
      if isDone { return output }
    }
  }

  private mutating func settle(_ output: inout [UInt8]) {
    if service.calls.state.series.hasStaged {
      service.calls.state.series.commit()
      service.calls.state.takeRecorded()
      service.calls.state.series.sealIfFull(now: service.calls.state.clock.now().unixSeconds)
    }
    service.calls.state.tellOfAlerts(withUpdates: true)
    if let (_, records) = service.calls.state.takeUnstoredAlerts(withCounts: true) {
      _ = writer.commit(records.map { .journal($0) })
    }
    for removal in service.calls.state.removals { _ = removal() }
    service.calls.state.removals = []
    service.calls.settle(&session, &output)
    service.calls.state.series.forgetFailures()
    _ = session.subscriptions.tell(service.calls.state, room: .max / 2, &output)
  }

  /// Ends: what was recorded is on the disk then.
  public mutating func close() {
    service.calls.state.series.close(now: service.calls.state.clock.now().unixSeconds)
    // A few files are read again in less time than the index is written.
    if writes >= Self.many { service.calls.state.store.close() }
  }

  private static let many = 100
}
