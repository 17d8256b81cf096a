public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Compares runs with each other.
public enum Compare: Method {
  /// The name on the wire.
  public static let name = "compare"
  /// What it does.
  public static let summary = "Compares runs with each other, metric by metric and over all metrics."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which runs and metrics.
  public struct Params: Record {
    /// The runs by label.
    public var runs = OrderedMap<RunReference>()
    /// Which metrics.
    public var metrics: [String]?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("runs", \.runs, "The runs by label, at least two: each an identifier or a document."),
      .optional("metrics", \.metrics, "Which metrics; all that some run has when left out."),
    ]
  }

  /// How they compare.
  public typealias Result = ComparisonReport
}
