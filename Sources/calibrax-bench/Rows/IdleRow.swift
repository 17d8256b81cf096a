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
        let socket = try server.connect(.unix)
        sockets.append(socket)
        _ = try ServerProcess.ask(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":{}}"#, on: socket)
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
}
