public import CalibraxJSON

/// A benchmark as it is stored beside its runs: how it is shown and judged, and what was to be known when its results were
/// collected.
public struct StoredBenchmark: Document, Equatable {
  /// Its key: the name of its points.
  public var name = ""
  /// Its configuration, without credentials.
  public var configuration: JSON = [:]
  /// The file that the configuration was in, as whoever collected named it.
  public var configurationFile: String?
  /// When its results were last collected, UTC; empty where they never were.
  public var collectedAt = ""
  /// What they were collected from, without credentials.
  public var host: String?
  /// The commit of the source that they are of.
  public var commit: String?
  /// The result files that runs were made of.
  public var files: [CollectedFile] = []
  /// What was to be known then.
  public var messages: [BenchmarkMessage] = []
  /// What validators of the operator's own said of its curves then.
  public var judgements: [CurveJudgement] = []
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A benchmark to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<StoredBenchmark> = [
    .required("name", \.name, "Its key: the name of its points."),
    .required("configuration", \.configuration, "Its configuration, without credentials."),
    .optional(
      "configuration_file", \.configurationFile,
      "The file that the configuration was in, as whoever collected named it."),
    .written("collected_at", \.collectedAt, "When its results were last collected, UTC; empty where never."),
    .optional("host", \.host, "What they were collected from, without credentials."),
    .optional("commit", \.commit, "The commit of the source that they are of."),
    .written("files", \.files, "The result files that runs were made of."),
    .written("messages", \.messages, "What was to be known then."),
    .written("judgements", \.judgements, "What validators of the operator's own said of its curves then."),
  ]
}

/// A result file, and the run that was made of it.
public struct CollectedFile: Record, Equatable, Hashable {
  /// The tab.
  public var tab = ""
  /// Its path within its source.
  public var path = ""
  /// The run.
  public var runID = ""

  /// A file to be filled in.
  public init() {}

  /// A file.
  public init(tab: String, path: String, runID: String) {
    (self.tab, self.path, self.runID) = (tab, path, runID)
  }

  /// The members.
  public static let fields: Fields<CollectedFile> = [
    .written("tab", \.tab, "The tab."), .required("path", \.path, "Its path within its source."),
    .required("run_id", \.runID, "The run."),
  ]
}

/// What a validator of the operator's own said of a curve.
public struct CurveJudgement: Document, Equatable {
  /// A point of a stored run.
  public struct Place: Record, Equatable, Hashable {
    /// The run.
    public var runID = ""
    /// The point's place in it, from 0.
    public var point = 0

    /// A place to be filled in.
    public init() {}

    /// A place.
    public init(runID: String, point: Int) {
      (self.runID, self.point) = (runID, point)
    }

    /// The members.
    public static let fields: Fields<Place> = [
      .required("run_id", \.runID, "The run."), .required("point", \.point, "The point's place in it, from 0."),
    ]
  }

  /// The tab.
  public var tab = ""
  /// The plot, by its place among all plots of the tab.
  public var plot = 0
  /// The rule, by its place among those of the plot's metric.
  public var rule = 0
  /// The values that tell the curve apart, by metric.
  public var curve = OrderedMap<String>()
  /// The points that it flagged.
  public var flagged: [Place] = []
  /// What it draws: shapes of Plotly.
  public var shapes: [JSON] = []
  /// What it draws: annotations of Plotly.
  public var annotations: [JSON] = []
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A judgement to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<CurveJudgement> = [
    .written("tab", \.tab, "The tab."),
    .required("plot", \.plot, "The plot, by its place among all plots of the tab, from 0."),
    .required("rule", \.rule, "The rule, by its place among those of the plot's metric, from 0."),
    .required("curve", \.curve, "The values that tell the curve apart, by metric."),
    .required("flagged", \.flagged, "The points that it flagged."),
    .written("shapes", \.shapes, "What it draws: shapes of Plotly."),
    .written("annotations", \.annotations, "What it draws: annotations of Plotly."),
  ]
}
