public import CalibraxJSON
public import CalibraxRPC

/// Has the server look at its sources.
public enum StartMonitoring: Method {
  /// The name on the wire.
  public static let name = "startMonitoring"
  /// What it does.
  public static let summary =
    "Has the server look at what it, its host, disk and GPUs use, every so many seconds, also after a restart."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]

  /// How often.
  public struct Params: Record {
    /// Seconds.
    public var interval = 5.0

    /// Every five seconds.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional(
        "interval", \.interval, "Seconds between two looks.", in: 0.1...86_400, advice: "Give 0.1 to 86,400 seconds.")
    ]
  }

  /// Nothing but success.
  public typealias Result = Empty
}
