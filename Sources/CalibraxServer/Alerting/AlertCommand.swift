import CalibraxModel
import CalibraxMonitoring
import CalibraxSystem

/// Tells of alerts by a program that reads them from its stdin, and ends with 0 when it has taken them.
struct AlertCommand: AlertChannel {
  /// The program and what it is told; never from a client.
  let arguments: [String]

  func tell(_ notifications: [Notification], timeLimit: Double) throws(NotificationFailure) {
    let input = AlertHandler.Flavor.json.body(of: notifications)
    switch ChildProcess.run(arguments, input: input, timeLimit: timeLimit) {
    case .exited(code: 0, stderr: _): return
    case .exited(let code, let stderr):
      throw NotificationFailure("it ended with status \(code)", detail: lastLine(stderr))
    case .signalled(let number, let stderr):
      throw NotificationFailure("signal \(number) ended it", detail: lastLine(stderr))
    case .timedOut(let stderr):
      throw NotificationFailure("it took longer than \(short(timeLimit)) s", detail: lastLine(stderr))
    case .notStarted(let reason): throw NotificationFailure(reason.hasSuffix(".") ? String(reason.dropLast()) : reason)
    }
  }

  /// What a program said last.
  private func lastLine(_ stderr: String) -> String? {
    stderr.split(whereSeparator: \.isNewline).last.map { String($0) }
  }
}
