public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Says which policy of config.json holds for a metric.
public enum ExplainPolicy: Method {
  /// The name on the wire.
  public static let name = "explainPolicy"
  /// What it does.
  public static let summary = "Which of the policies in config.json holds for a metric of a point, and what it demands."

  /// Which metric.
  public struct Params: Record {
    /// The point's name.
    public var point = ""
    /// The metric's name.
    public var metric = ""
    /// The point's tags.
    public var tags = OrderedMap<String>()

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("point", \.point, "The point's name; no run need have it."),
      .required("metric", \.metric, "The metric's name."),
      .optional("tags", \.tags, "All tags of the point."),
    ]
  }

  /// The policy, and what the others are to the metric.
  public typealias Result = PolicyExplanation
}
