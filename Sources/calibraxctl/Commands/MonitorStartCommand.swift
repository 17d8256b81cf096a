import CalibraxAPI
import CalibraxRPC

/// Has the server look at its sources.
enum MonitorStartCommand: Command {
  static let name = "monitor start"
  static let summary = "Have the server look at what it, its host, disk and GPUs use, also after a restart."
  static let details = "Without a server the setting is stored for the next one that serves the directory."
  static let method: (any CalibraxRPC.Method.Type)? = StartMonitoring.self
  static let flags = [
    Flag("--interval", "SECONDS", StartMonitoring.self, "interval", "Seconds between two looks; 5 when left out.")
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = StartMonitoring.Params()
    if let interval = try context.flags.number("--interval") { params.interval = interval }
    let server = try Connection.server(context.flags)
    let client = if let server { server } else { try Connection.open(context.flags, for: StartMonitoring.name) }
    let result = try context.call(StartMonitoring.self, params, over: client)
    let text = "Monitoring every \(sampleText(params.interval)) s"
    try context.show(result, text: { text }, markdown: { text })
    if server == nil { context.terminal.complain("calibraxctl: no server runs; it begins when one does") }
    return .passed
  }
}
