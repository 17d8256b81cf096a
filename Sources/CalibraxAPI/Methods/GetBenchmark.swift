public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Reads a benchmark as it was stored.
public enum GetBenchmark: Method {
  /// The name on the wire.
  public static let name = "getBenchmark"
  /// What it does.
  public static let summary = "A benchmark as it was stored: its configuration, and what was collected for it."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which benchmark.
  public struct Params: Record {
    /// The benchmark.
    public var name = ""

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [.required("name", \.name, "The benchmark's key.")]
  }

  /// The benchmark.
  public typealias Result = StoredBenchmark
}
