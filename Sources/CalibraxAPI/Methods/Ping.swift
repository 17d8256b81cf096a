public import CalibraxRPC

/// Answers at once.
public enum Ping: Method {
  /// The name on the wire.
  public static let name = "ping"
  /// What it does.
  public static let summary = "Answers {} at once: the server lives."
  /// No parameters.
  public typealias Params = Empty
  /// Nothing but success.
  public typealias Result = Empty
}
