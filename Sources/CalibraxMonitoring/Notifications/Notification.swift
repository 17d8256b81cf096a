public import CalibraxJSON
public import CalibraxModel

/// What a handler is told of an alert.
public struct Notification: Record, Equatable {
  /// Why it is told.
  public enum Event: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
    /// The alert was raised.
    case raised
    /// It became worse.
    case worsened
    /// It is over.
    case resolved
    /// It still fires, and nobody has said that they know.
    case repeated
  }

  /// Why it is told.
  public var event = Event.raised
  /// How the alert was then.
  public var alert = Alert()

  /// A notification to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Notification> = [
    .required("event", \.event, "Why it is told."),
    .required("alert", \.alert, "How the alert was then."),
  ]

  init(_ event: Event, _ alert: Alert) {
    self.event = event
    self.alert = alert
  }
}

/// Why an attempt to tell failed.
public struct NotificationFailure: Error, Equatable, Sendable {
  /// A sentence without its full stop, which everybody may read.
  public var reason: String
  /// What only the operator may read, if there is anything.
  public var detail: String?

  /// A failure.
  public init(_ reason: String, detail: String? = nil) {
    self.reason = reason
    self.detail = detail
  }
}
