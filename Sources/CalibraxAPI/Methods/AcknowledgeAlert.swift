public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Says that somebody knows of an alert.
public enum AcknowledgeAlert: Method {
  /// The name on the wire.
  public static let name = "acknowledgeAlert"
  /// What it does.
  public static let summary = "Says that somebody knows of an alert, until it becomes worse or is resolved."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .conflict, .readOnly]

  /// Which alert.
  public struct Params: Record {
    /// The alert's identifier.
    public var alertID = ""

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [.required("alert_id", \.alertID, "The alert's identifier.")]
  }

  /// The alert.
  public typealias Result = Alert
}
