public import CalibraxJSON
public import CalibraxRPC

/// Takes a benchmark away.
public enum DeleteBenchmark: Method {
  /// The name on the wire.
  public static let name = "deleteBenchmark"
  /// What it does.
  public static let summary = "Takes the configuration of a benchmark away; its runs stay."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound, .readOnly]

  /// A second call finds no benchmark.
  public static func isRepeatable(_ params: Params) -> Bool { false }

  /// Which benchmark.
  public struct Params: Record {
    /// The benchmark.
    public var name = ""

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [.required("name", \.name, "The benchmark's key.")]
  }

  /// Nothing but success.
  public typealias Result = Empty
}
