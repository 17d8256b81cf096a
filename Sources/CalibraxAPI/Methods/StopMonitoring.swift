public import CalibraxRPC

/// Has the server look at its sources no more.
public enum StopMonitoring: Method {
  /// The name on the wire.
  public static let name = "stopMonitoring"
  /// What it does.
  public static let summary =
    "Has the server look at its sources no more. What is recorded or ingested is still held against thresholds."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]
  /// No parameters.
  public typealias Params = Empty
  /// Nothing but success.
  public typealias Result = Empty
}
