public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Shows a benchmark.
public enum ShowBenchmark: Method {
  /// The name on the wire.
  public static let name = "benchmark"
  /// What it does.
  public static let summary =
    "The tables of a benchmark with the status of every row, what its graphs are, and its error console."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which benchmark.
  public struct Params: Record {
    /// The benchmark.
    public var name = ""
    /// Whether with every point.
    public var points = false

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("name", \.name, "The benchmark's key."),
      .optional("points", \.points, "Whether with every point, its values and status."),
    ]
  }

  /// What its page shows.
  public typealias Result = BenchmarkReport
}
