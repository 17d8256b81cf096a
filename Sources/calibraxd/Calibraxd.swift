import CalibraxAPI
import CalibraxJSON
import CalibraxNet
import CalibraxServer
import Glibc

/// The server process.
@main
enum Calibraxd {
  static func main() {
    // Before any thread is started, so that they all leave the signals to the loop.
    let signals = Signals([SIGTERM, SIGINT])
    signal(SIGPIPE, SIG_IGN)
    let arguments: Arguments
    do throws(UsageError) {
      arguments = try Arguments(
        Array(CommandLine.arguments.dropFirst()), environment: { getenv($0).map { String(cString: $0) } })
    } catch {
      fail(error.description, code: 2)
    }
    switch arguments {
    case .help: put(Arguments.helpText)
    case .version: put("calibraxd \(serverVersion)\n")
    case .serve(var options):
      options.limits.net.connections = min(options.limits.net.connections, raiseDescriptorLimit() - 64)
      do throws(StartError) {
        let server = try Server(options)
        put(server.ready + "\n")
        try server.run(until: signals)
      } catch {
        fail(error.description, code: 3)
      }
    }
  }

  /// Raises the number of descriptors to what the system lets this user have.
  private static func raiseDescriptorLimit() -> Int {
    let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    getrlimit(descriptors, &limit)
    limit.rlim_cur = min(limit.rlim_max, 1 << 20)
    setrlimit(descriptors, &limit)
    getrlimit(descriptors, &limit)
    return Int(limit.rlim_cur)
  }

  private static func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }

  private static func fail(_ message: String, code: Int32) -> Never {
    let bytes = Array("calibraxd: \(message)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
    exit(code)
  }
}
