import CalibraxModel

extension Notification {
  /// A line for people, with the event if the alert was not raised just now.
  public var line: String { line(limit: 500) }

  /// The line with so many characters of the message, and half as many of the metric's name.
  func line(limit: Int) -> String { alert.line(event == .raised ? nil : event.rawValue, limit: limit) }
}
