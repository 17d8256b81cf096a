public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Says how a benchmark is shown and judged.
public enum SetBenchmark: Method {
  /// The name on the wire.
  public static let name = "setBenchmark"
  /// What it does.
  public static let summary =
    "Stores the configuration of a benchmark, and what was to be known when its results were collected, in place of what it was."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.readOnly]

  /// The benchmark; its rows are points of its name that are ingested.
  public typealias Params = StoredBenchmark

  /// What was stored.
  public struct Result: Record {
    /// The benchmark.
    public var name = ""
    /// Whether it is new.
    public var created = false

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("name", \.name, "The benchmark."), .required("created", \.created, "Whether it is new."),
    ]
  }
}
