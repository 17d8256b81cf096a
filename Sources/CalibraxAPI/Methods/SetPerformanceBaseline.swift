public import CalibraxModel
public import CalibraxRPC

/// Says how long executions should take.
public enum SetPerformanceBaseline: Method {
  /// The name on the wire.
  public static let name = "setPerformanceBaseline"
  /// What it does.
  public static let summary = "Says how long the executions of a pipeline should take; over 20 % more raises an alert."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]

  /// How long.
  public typealias Params = ExecutionBaseline
  /// Nothing but success.
  public typealias Result = Empty
}
