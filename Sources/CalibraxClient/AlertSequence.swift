import CalibraxAPI
public import CalibraxModel

extension Client {
  /// The alerts from now on: each when it is raised, and again when it becomes worse, is acknowledged or resolved.
  ///
  ///     for try await alert in try await client.alerts() where alert.state == .firing { … }
  ///
  /// - Parameters:
  ///   - severity: Only alerts of this severity or a worse one.
  ///   - metricName: Only alerts about this metric.
  /// - Throws: ``ClientError``.
  public func alerts(
    severity: AlertSeverity = .info, metricName: String? = nil
  ) async throws(ClientError) -> AlertSequence {
    var filter = EventFilter()
    (filter.severity, filter.metricName) = (severity, metricName)
    let events = try await events([.alerts], filter: filter)
    var sequence = AlertSequence(events: events, client: self, filter: filter)
    for alert in try await sequence.all() { sequence.known.take(alert) }
    return sequence
  }
}

/// Alerts as they are raised, become worse, are acknowledged and resolved, over lost connections and restarts of the server too: what became of an alert meanwhile is told
/// as it is then. It ends as ``EventSequence`` does.
public struct AlertSequence: AsyncSequence, Sendable {
  /// An alert as it is now.
  public typealias Element = Alert
  /// Why there are no more alerts.
  public typealias Failure = ClientError

  fileprivate let events: EventSequence
  fileprivate let client: Client
  fileprivate let filter: EventFilter
  fileprivate var known = KnownAlerts()

  /// Reads on where any reader of this sequence is.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(sequence: self, events: events.makeAsyncIterator())
  }

  /// The alerts that the server has, the first that was raised first.
  fileprivate func all() async throws(ClientError) -> [Alert] {
    var params = ListAlerts.Params()
    params.count = 1_000_000
    params.metricName = filter.metricName
    let alerts = try await client.call(ListAlerts.self, params).alerts
    return alerts.filter { $0.severity >= filter.severity ?? .info }.reversed()
  }

  /// Reads the alerts.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var sequence: AlertSequence
    fileprivate var events: EventSequence.AsyncIterator
    /// What was missed and is still to be told.
    private var missed: ArraySlice<Alert> = []

    fileprivate init(sequence: AlertSequence, events: EventSequence.AsyncIterator) {
      self.sequence = sequence
      self.events = events
    }

    /// The next alert; `nil` when the task is cancelled.
    ///
    /// - Throws: ``ClientError``.
    public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(ClientError) -> Alert? {
      while true {
        if let alert = missed.popFirst() {
          if sequence.known.take(alert) != nil { return alert }
          continue
        }
        guard let event = try await events.next(isolation: actor) else { return nil }
        switch event {
        case .alert(let alert, _):
          if sequence.known.take(alert) != nil { return alert }
        case .dropped, .restarted: missed = try await sequence.all()[...]
        case .samples, .execution, .run, .heartbeat: break
        }
      }
    }
  }
}
