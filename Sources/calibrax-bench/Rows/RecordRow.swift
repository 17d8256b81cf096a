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
        Case(
          connections: 50, pipelined: 64, budgets: [.advantage(3, over: "Redis"), .advantage(0.7, over: "sink in C")]),
        Case(connections: 50, pipelined: 16, samples: 64, budgets: [.median(8_000_000)]),
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
    let rates = try [ServerProcess.Transport.unix, .tcp].flatMap { transport in
      try cases.flatMap { try measure($0, $0.title(transport, durability), servers, transport, settings) }
    }
    let sizes = try servers.map { Measurement.Series(subject: $0.name, figures: [try $0.finish()]) }
    let stored = Measurement(
      title: "\(durability), on the disk after all this", unit: "bytes/sample", better: .lower, series: sizes)
    return rates + [stored]
  }

  private static func measure(
    _ one: Case, _ title: String, _ servers: [SampleServer], _ transport: ServerProcess.Transport, _ settings: Settings
  ) throws -> [Measurement] {
    let servers = servers.filter { $0.takes(samples: one.samples) }
    let least = max(400, 4 * one.connections * one.pipelined)
    var requests = servers.map { _ in least }
    var rates = servers.map { Measurement.Series(subject: $0.name, figures: []) }
    var costs = rates
    for round in 0...settings.repeats {
      for (index, server) in servers.enumerated() {
        let taken = try server.record(
          samples: one.samples, over: transport, connections: one.connections, pipelined: one.pipelined,
          requests: requests[index])
        // So many that a round takes about as long whoever answers.
        requests[index] = max(least, Int(taken.requestsPerSecond * 0.5))
        guard round > 0 else { continue }
        rates[index].figures.append(taken.requestsPerSecond * Double(one.samples))
        costs[index].figures.append(taken.processorMicroseconds)
      }
    }
    return [
      Measurement(title: title, unit: "samples/s", better: .higher, budgets: one.budgets, series: rates),
      Measurement(title: title + ", processor time of the server", unit: "µs/request", better: .lower, series: costs),
    ]
  }
}
