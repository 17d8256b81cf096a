import CalibraxAPI
import CalibraxRPC
public import CalibraxStore

/// The same service without sockets: one client in this process, whose work is done at once.
public struct InProcessServer: ~Copyable {
  private var service: Service
  private let writer: any StoreWriter
  private var session = Session()

  /// A server of an open store.
  public init(store: any Store, limits: ServerLimits = ServerLimits(), clock: Clock = .system) {
    writer = store.writer
    service = Service(state: State(store: store, limits: limits, clock: clock), limits: limits)
  }

  /// Whether a method stores something, and so needs a store that may be written.
  public static func isWriting(_ name: String) -> Bool {
    allMethods.contains { $0.name == name && $0 is any WriteMethod.Type }
  }

  /// The responses to a line, each a line; empty for a notification.
  public mutating func exchange(_ line: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    while true {
      var started: [Work] = []
      let isDone = service.receive(line, session: &session, output: &output) { started.append($0) }
      for work in started {
        var response: [UInt8]
        if let write = work.write {
          let result = writer.commit([write])[0]
          if case .success(let outcome) = result { service.calls.state.store.apply(outcome.changes) }
          response = work.response(to: result)
        } else {
          response = work.compute()
        }
        service.finish(work, response: response, session: &session, output: &output)
      }
      if isDone { return output }
    }
  }
}
