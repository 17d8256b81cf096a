import CBench

/// Requests that cost nothing, so that only the way there and back is measured.
///
/// Where the kernel puts client and server decides more than either does: waking another core takes longer than all the
/// work. So both are told where to run.
enum PingRow: Row {
  static let name = "ping"
  static let summary = "ping over sockets, beside a server in C that only echoes"

  private struct Case {
    var transport: ServerProcess.Transport
    var connections: Int
    var pipelined: Int
    var requests: Int
    var isOnOneCore = false

    var title: String {
      "\(transport.rawValue), c=\(connections) P\(pipelined)\(isOnOneCore ? ", one core" : "")"
    }
  }

  private static let cases = [
    Case(transport: .unix, connections: 1, pipelined: 1, requests: 20_000),
    Case(transport: .unix, connections: 1, pipelined: 1, requests: 20_000, isOnOneCore: true),
    Case(transport: .unix, connections: 50, pipelined: 1, requests: 200_000),
    Case(transport: .unix, connections: 50, pipelined: 64, requests: 500_000),
    Case(transport: .tcp, connections: 1, pipelined: 1, requests: 20_000),
    Case(transport: .tcp, connections: 1, pipelined: 1, requests: 20_000, isOnOneCore: true),
    Case(transport: .tcp, connections: 50, pipelined: 1, requests: 100_000),
    Case(transport: .tcp, connections: 50, pipelined: 64, requests: 500_000),
  ]

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let line = Array(#"{"jsonrpc":"2.0","id":17,"method":"ping","params":{}}"#.utf8)
    let load = Load(lines: Array(repeating: line, count: 256))
    let servers = [("calibraxd", try ServerProcess.calibraxd()), ("echo in C", try ServerProcess.limit(.echo))]
    for server in servers { calibrax_pin(server.1.identifier, 0) }
    defer { calibrax_pin(0, -1) }
    return try cases.flatMap { one in
      calibrax_pin(0, one.isOnOneCore ? 0 : 1)
      var outcomes = servers.map { _ in [Load.Outcome]() }
      for round in 0...settings.repeats {
        for (index, server) in servers.enumerated() {
          let outcome = try load.send(
            to: server.1, over: one.transport, connections: one.connections, pipelined: one.pipelined,
            warmup: one.requests / 20, requests: one.requests, keepsLatencies: one.connections == 1)
          if round > 0 { outcomes[index].append(outcome) }
        }
      }
      let title = one.title
      func measurement(
        _ title: String, _ unit: String, _ better: Measurement.Better, _ budgets: [Budget],
        _ figure: (Load.Outcome) -> Double
      ) -> Measurement {
        let series = zip(servers, outcomes).map { Measurement.Series(subject: $0.0, figures: $1.map(figure)) }
        return Measurement(title: title, unit: unit, better: better, budgets: budgets, series: series)
      }
      let rate = measurement(title, "requests/s", .higher, []) { $0.requestsPerSecond }
      guard one.connections == 1 else { return [rate] }
      return [
        measurement(title + ", p50", "µs", .lower, [.advantage(1 / 1.15, over: "echo in C")]) { $0.latency(0.5) },
        measurement(title + ", p99", "µs", .lower, []) { $0.latency(0.99) },
        rate,
      ]
    }
  }
}
