import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import CalibraxSystem

/// Tells of alerts by a POST with the program curl, whose business TLS and proxies are.
///
/// Whatever may be secret is on curl's stdin: everybody may read the arguments of a program.
struct Webhook: AlertChannel {
  private let handler: AlertHandler
  private let program: String
  private let origin: String

  /// - Parameter program: A name or path of curl.
  init(_ handler: AlertHandler, program: String = "curl") {
    self.handler = handler
    self.program = program
    origin = handler.urlOrigin ?? ""
  }

  func tell(_ notifications: [Notification], timeLimit: Double) throws(NotificationFailure) {
    let configuration = configuration(handler.flavor.body(of: notifications), timeLimit: timeLimit)
    // Without --disable first, a .curlrc could have it follow redirects or tell secrets.
    let arguments = [program, "--disable", "--config", "-"]
    // curl looks at the time itself, and is killed if it does not.
    let outcome = ChildProcess.run(arguments, input: configuration.bytes, timeLimit: timeLimit + 1)
    switch outcome {
    case .exited(let code, let stderr):
      let status = status(in: stderr)
      // What follows the status, or does not, is of no interest.
      if let status, 200..<300 ~= status { return }
      throw failure(status.map { "was answered with status \($0)" } ?? curlFailure(code, timeLimit: timeLimit))
    case .signalled(let number, _): throw failure("signal \(number) ended curl")
    case .timedOut: throw failure("took longer than \(short(timeLimit)) s")
    case .notStarted:
      throw NotificationFailure("webhooks are sent by the program curl, which cannot be run: install the package curl")
    }
  }

  private func failure(_ reason: String) -> NotificationFailure { NotificationFailure("\(origin): \(reason)") }

  private func configuration(_ body: [UInt8], timeLimit: Double) -> CurlConfiguration {
    var configuration = CurlConfiguration()
    configuration.set("url", handler.url ?? "")
    configuration.set("proto", "=http,https")
    configuration.set("max-time", fixed(max(0.001, timeLimit), 3))
    configuration.turnOn("globoff")
    configuration.turnOn("silent")
    configuration.set("output", "/dev/null")
    configuration.set("write-out", "%{stderr}status %{http_code}")
    configuration.set("user-agent", "calibrax")
    for (name, value) in [("Content-Type", "application/json"), ("Accept", "*/*"), ("Expect", "")]
    where !handler.headers.keys.contains(where: { $0.lowercased() == name.lowercased() }) {
      configuration.set("header", value.isEmpty ? "\(name):" : "\(name): \(value)")
    }
    for header in handler.headers {
      // A colon with nothing behind it would take a header away.
      configuration.set("header", header.value.isEmpty ? "\(header.key);" : "\(header.key): \(header.value)")
    }
    configuration.setBody(body)
    return configuration
  }

  /// The status of the answer, as curl was told to write it; `nil` when there was none.
  private func status(in stderr: String) -> Int? {
    guard let text = stderr.split(separator: "status ").last, let status = Int(text), status > 0 else { return nil }
    return status
  }

  /// What an exit code of curl says; its own words may hold the URL.
  private func curlFailure(_ code: Int32, timeLimit: Double) -> String {
    switch code {
    case 0: "curl 7.63 or newer is needed"
    case 2: "curl 7.63 or newer is needed, for many alerts at once 7.82"
    case 3: "curl cannot read the URL"
    case 5: "the proxy's name cannot be resolved"
    case 6: "the name cannot be resolved"
    case 7: "cannot connect"
    case 28: "took longer than \(short(timeLimit)) s"
    case 35: "TLS could not be agreed on"
    case 51, 60: "the certificate is not trusted"
    case 52, 56: "the connection ended without an answer"
    default: "curl ended with status \(code)"
    }
  }
}
