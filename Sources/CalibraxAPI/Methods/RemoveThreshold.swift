public import CalibraxModel
public import CalibraxRPC

/// Holds a metric against a threshold no more.
public enum RemoveThreshold: Method {
  /// The name on the wire.
  public static let name = "removeThreshold"
  /// What it does.
  public static let summary = "Takes thresholds of a metric away; the alerts that they have raised are resolved."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .readOnly]

  /// Which thresholds.
  public typealias Params = ThresholdName
  /// Nothing but success.
  public typealias Result = Empty
  /// The second time there is none.
  public static func isRepeatable(_ params: Params) -> Bool { false }
}
