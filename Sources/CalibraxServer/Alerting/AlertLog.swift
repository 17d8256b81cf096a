import CalibraxMonitoring

/// Tells of alerts by lines in the server's log.
struct AlertLog: AlertChannel {
  let log: LogWriter

  func tell(_ notifications: [Notification], timeLimit: Double) {
    for notification in notifications { log.log(notification.line) }
  }
}
