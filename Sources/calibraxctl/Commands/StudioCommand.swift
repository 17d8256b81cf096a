import CalibraxAPI
import CalibraxClient
import CalibraxDashboard
import CalibraxHTTP
import CalibraxModel
import CalibraxRPC
import Glibc

/// Serves the pages live.
enum StudioCommand: Command {
  static let name = "studio"
  static let summary = "Serve the pages live to browsers on this machine, until ^C."
  static let details = """
    It prints the address to open; what stands behind # in it lets the browser acknowledge alerts, and without it pages are
    only read. /metrics is for Prometheus. It needs a server, and waits for one that is restarted.

    Only this machine is served unless --listen names another address of it: then everybody who reaches that can read, and
    --name says by which names they call it.
    """
  static let method: (any CalibraxRPC.Method.Type)? = ShowBenchmarks.self
  static let flags = [
    Flag("--listen", "HOST:PORT", "Where to listen (else 127.0.0.1:8173); port 0 has the system choose one."),
    Flag("--name", "HOST:PORT", "Another name by which browsers may call it; may be repeated."),
    PlotlyScript.flag,
  ]

  private static let usual = "127.0.0.1:8173"

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let (host, port) = try address(context.flags["--listen"] ?? usual)
    let plotly = try context.flags[PlotlyScript.flag.name].map { (text) throws(Failure) in try PlotlyScript(text) }
    let flags = context.flags
    let connect = { @Sendable () throws(Failure) in try Connection.requiredServer(flags) }
    _ = try connect()
    let site = Site(
      .studio, store: try Connection.address(flags)?.description ?? ClientEnvironment.dataDirectory,
      moment: Timestamp(microseconds: 0), version: serverVersion, plotly: plotly?.source)
    let studio = Studio(site: site, token: token(), plotly: plotly?.bytes, connect: connect)
    let server: HTTPServer
    do throws(HTTPListenError) {
      server = try HTTPServer(
        host: host, port: port, loopbackOnly: !flags.has("--listen"), others: flags.all("--name")
      ) { studio.reply(to: $0) }
    } catch {
      throw Failure(code: .unreachable, message: error.description, hint: "Name another place with --listen HOST:PORT.")
    }
    try context.terminal.print("Studio: \(server.url)#token=\(studio.token)")
    while true { pause() }
  }

  private static func address(_ text: String) throws(Failure) -> (host: String, port: UInt16) {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
      let port = UInt16(text[text.index(after: colon)...])
    else { throw .usage("--listen needs HOST:PORT, not \"\(text)\"") }
    return (String(text[..<colon]), port)
  }

  /// What nobody can guess.
  private static func token() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in String(generator.next(), radix: 36) }.joined()
  }
}
