public import CalibraxJSON
public import CalibraxRPC

/// Ends a subscription.
public enum Unsubscribe: Method {
  /// The name on the wire.
  public static let name = "unsubscribe"
  /// What it does.
  public static let summary = "Ends a subscription of this connection."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which subscription.
  public struct Params: Record {
    /// Its number.
    public var subscription = 0

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("subscription", \.subscription, "Its number, as subscribe answered it.")
    ]
  }

  /// Nothing but success.
  public typealias Result = Empty

  /// On another connection the number is another subscription's.
  public static func isRepeatable(_ params: Params) -> Bool { false }
}
