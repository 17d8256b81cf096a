public import CalibraxJSON

/// One execution of a benchmark suite: the document that harnesses write and the store keeps.
public struct Run: Document, Equatable {
  /// The run's identifier; empty where the server is to make one.
  public var id = ""
  /// When it ran, ISO 8601; without a zone it means UTC. Empty where the server is to fill it in.
  public var timestamp = ""
  /// The commit it measured.
  public var commit: String?
  /// The branch it measured.
  public var branch: String?
  /// The machine and software it ran on.
  public var environment = OrderedMap<JSON>()
  /// Anything the harness wants kept.
  public var metadata = OrderedMap<JSON>()
  /// How to interpret the metrics, by name.
  public var metricDefs = OrderedMap<MetricDef>()
  /// What was measured.
  public var points: [Point] = []
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A run to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<Run> = [
    .written("id", \.id, "The run's identifier; made by the server when left out."),
    .written("timestamp", \.timestamp, "When it ran, ISO 8601; UTC unless it says otherwise."),
    .written("commit", \.commit, "The commit it measured."),
    .written("branch", \.branch, "The branch it measured."),
    .written("environment", \.environment, "The machine and software it ran on."),
    .written("metadata", \.metadata, "Anything the harness wants kept."),
    .written("metric_defs", \.metricDefs, "How to interpret the metrics, by name."),
    .written("points", \.points, "What was measured."),
  ]
}
