import CalibraxModel

extension Notification {
  /// A line for people, as the Python calibrax logs it, with the event if the alert was not raised just now:
  /// `[warning] resolved: Throughput below minimum: throughput=850.00 (threshold=1000.00)`.
  public var line: String { line(limit: 500) }

  /// The line with so many characters of the message, and half as many of the metric's name.
  func line(limit: Int) -> String {
    let (message, metric) = (printable(alert.message, limit: limit), printable(alert.metricName, limit: limit / 2))
    let value = event == .raised ? alert.metricValue : alert.lastValue
    let what = event == .raised ? "" : "\(event.rawValue): "
    return "[\(alert.severity.rawValue)] \(what)\(message): \(metric)=\(fixed(value, 2)) "
      + "(threshold=\(fixed(alert.threshold, 2)))"
  }
}
