import CalibraxMonitoring

/// A way to tell somebody of alerts.
protocol AlertChannel: Sendable {
  /// Tells them together, and waits until that is done or has failed.
  ///
  /// - Parameter timeLimit: Seconds it may take.
  func tell(_ notifications: [Notification], timeLimit: Double) throws(NotificationFailure)
}
