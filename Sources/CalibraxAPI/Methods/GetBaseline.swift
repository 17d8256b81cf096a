public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Reads a baseline.
public enum GetBaseline: Method {
  /// The name on the wire.
  public static let name = "getBaseline"
  /// What it does.
  public static let summary = "The run that a baseline is a copy of, whole."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which baseline.
  public struct Params: Record {
    /// The baseline's name.
    public var name = BaselineName.main

    /// The baseline `main`.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("name", \.name, "The baseline's name.")
    ]
  }

  /// The run itself.
  public typealias Result = Run
}
