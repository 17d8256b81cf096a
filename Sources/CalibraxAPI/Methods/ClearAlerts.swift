public import CalibraxRPC

/// Forgets alerts.
public enum ClearAlerts: Method {
  /// The name on the wire.
  public static let name = "clearAlerts"
  /// What it does.
  public static let summary =
    "Forgets all alerts. A threshold that is violated still raises a new one."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]
  /// No parameters.
  public typealias Params = Empty
  /// Nothing but success.
  public typealias Result = Empty
}
