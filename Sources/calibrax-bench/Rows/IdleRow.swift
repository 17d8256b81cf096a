import CBench
import Glibc

/// What a server costs that nobody uses.
enum IdleRow: Row {
  static let name = "idle"
  static let summary = "memory of an idle server and of idle connections"

  private static let connections = 1_000

  static func measure(_ settings: Settings) throws -> [Measurement] {
    var servers = Measurement.Series(subject: "calibraxd", figures: [])
    var perConnection = Measurement.Series(subject: "calibraxd", figures: [])
    raiseDescriptorLimit()
    for _ in 0..<settings.repeats {
      let server = try ServerProcess.calibraxd()
      let before = try server.residentMemory()
      servers.figures.append(before / 1_024)
      var sockets: [Int32] = []
      defer { for socket in sockets { close(socket) } }
      for _ in 0..<connections {
        let socket = server.withAddress(.unix) { calibrax_connect($0) }
        guard socket >= 0 else { throw BenchError("cannot connect: \(String(cString: strerror(-socket)))") }
        sockets.append(socket)
        try ping(socket)
      }
      perConnection.figures.append((try server.residentMemory() - before) / Double(connections))
    }
    return [
      Measurement(title: "idle server", unit: "MiB", better: .lower, budgets: [.median(25)], series: [servers]),
      Measurement(
        title: "each of \(connections) connections that have pinged once", unit: "KiB", better: .lower,
        budgets: [.median(2)], series: [perConnection]),
    ]
  }

  private static func raiseDescriptorLimit() {
    let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    getrlimit(descriptors, &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(descriptors, &limit)
  }

  /// One request and its answer.
  private static func ping(_ socket: Int32) throws {
    let line = Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{}}\n".utf8)
    var answer = [UInt8](repeating: 0, count: 256)
    guard send(socket, line, line.count, 0) == line.count, recv(socket, &answer, answer.count, 0) > 0 else {
      throw BenchError("a ping was not answered")
    }
  }
}
