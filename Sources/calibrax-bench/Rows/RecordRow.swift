import CBench
import CalibraxStore

/// Samples sent over sockets, kept and answered for.
enum RecordRow: Row {
  static let name = "record"
  static let summary = "record samples over sockets, beside Redis streams and a server in C that only keeps them"

  private struct Case {
    var connections: Int
    var pipelined: Int
    var samples = 1
    var budgets: [Budget] = []

    func title(_ transport: ServerProcess.Transport, _ durability: SeriesStore.Durability) -> String {
      let requests = samples == 1 ? "" : ", \(samples) a request"
      return "\(durability), \(transport.rawValue), c=\(connections) P\(pipelined)\(requests)"
    }
  }

  private static let cases: [(SeriesStore.Durability, [Case])] = [
    (
      .everysec,
      [
        Case(connections: 1, pipelined: 1),
        Case(connections: 50, pipelined: 1, budgets: [.advantage(1.5, over: "Redis")]),
        Case(connections: 1, pipelined: 64),
        Case(
          connections: 50, pipelined: 64, budgets: [.advantage(3, over: "Redis"), .advantage(0.7, over: "sink in C")]),
        Case(connections: 4, pipelined: 4, samples: 64, budgets: [.median(8_000_000)]),
      ]
    ),
    (
      .always,
      [
        Case(connections: 1, pipelined: 1, budgets: [.advantage(1, over: "Redis")]),
        Case(connections: 50, pipelined: 1, budgets: [.advantage(1, over: "Redis")]),
        Case(connections: 50, pipelined: 64, budgets: [.advantage(2, over: "Redis")]),
      ]
    ),
  ]

  static func measure(_ settings: Settings) throws -> [Measurement] {
    if Redis.program == nil { complain("calibrax-bench: record: Redis is not installed, and not measured") }
    let rates = try cases.flatMap { try measure($0, $1, settings) }
    return rates + (try SampleFootprint.measure(settings))
  }

  private static func measure(
    _ durability: SeriesStore.Durability, _ cases: [Case], _ settings: Settings
  ) throws -> [Measurement] {
    let servers = [
      try SampleServer.calibraxd(durability), try SampleServer.redis(durability), try SampleServer.sink(durability),
    ].compactMap { $0 }
    calibrax_pin(0, 1)
    defer { calibrax_pin(0, -1) }
    let results = try [ServerProcess.Transport.unix, .tcp].flatMap { transport in
      try cases.map { one in
        try Measurement.take(
          one.title(transport, durability), "samples/s", better: .higher, budgets: one.budgets,
          repeats: settings.repeats,
          servers.filter { $0.takes(samples: one.samples) }.map {
            $0.subject(
              samples: one.samples, over: transport, connections: one.connections, pipelined: one.pipelined)
          })
      }
    }
    for server in servers { try server.finish() }
    return results
  }
}
