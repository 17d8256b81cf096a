import CalibraxClient
import CalibraxModel

/// An alert as a line, with what became of it if it is not new.
func alertLine(_ alert: Alert, _ change: AlertChange = .raised, on terminal: Terminal) -> String {
  alert.line(
    change == .raised ? nil : change.rawValue, severity: terminal.colored(alert.severity.rawValue, alert.severity.color)
  )
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
