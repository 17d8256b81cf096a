public import CalibraxModel
public import CalibraxRPC

/// Holds a metric against a threshold.
public enum SetThreshold: Method {
  /// The name on the wire.
  public static let name = "setThreshold"
  /// What it does.
  public static let summary =
    "Holds a metric against a threshold from now on, in place of the one of the same metric and kind."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]
  /// The threshold.
  public typealias Params = Threshold
  /// Nothing but success.
  public typealias Result = Empty
}
