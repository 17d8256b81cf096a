import CalibraxClient
import CalibraxModel

/// An alert as a line: `[warning] Throughput below minimum: throughput=850.00 (threshold=1000.00)`. What became of one
/// that is not new stands in front of the message.
func alertLine(_ alert: Alert, _ change: AlertChange = .raised, on terminal: Terminal) -> String {
  let word = change == .raised ? "" : change.rawValue + ": "
  let value = change == .raised ? alert.metricValue : alert.lastValue
  let text =
    "\(word)\(alert.message): \(alert.metricName)=\(valueText(value)) (threshold=\(valueText(alert.threshold)))"
  return "[\(terminal.colored(alert.severity.rawValue, alert.severity.color))] \(printable(text))"
}

/// A value of a metric as people read it: `850.00`, and more digits where two would say nothing.
func valueText(_ value: Double) -> String {
  let isReadable = value == 0 || (0.01..<1e15).contains(abs(value))
  return isReadable ? fixed(value, 2) : short(value, 3)
}

extension AlertSeverity {
  /// How a terminal shows it.
  var color: Terminal.Color {
    switch self {
    case .info: .cyan
    case .warning: .yellow
    case .error: .red
    case .critical: .magenta
    }
  }
}
