public import CalibraxJSON

/// What a run measured, by scenario.
public struct RunSummary: Record, Equatable {
  /// The run.
  public var runID = ""
  /// When it ran, as the run says it.
  public var timestamp = ""
  /// The commit it measured.
  public var commit: String?
  /// The branch it measured.
  public var branch: String?
  /// How many points it has.
  public var points = 0
  /// The scenarios in the order of their first points.
  public var scenarios: [Scenario] = []
  /// How to interpret the metrics: config.json overlaid by the run's definitions.
  public var metricDefs = OrderedMap<MetricDef>()
  /// What service level objectives say of the run; `nil` where config.json has none.
  public var objectives: [ObjectiveResult]?
  /// Whether all of them are met; `nil` where config.json has none.
  public var areObjectivesMet: Bool?
  /// What is wrong with config.json, so that objectives were not judged; `nil` where nothing is.
  public var objectivesProblem: String?

  /// A summary to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<RunSummary> = [
    .required("run_id", \.runID, "The run."),
    .required("timestamp", \.timestamp, "When it ran, as the run says it."),
    .written("commit", \.commit, "The commit it measured."),
    .written("branch", \.branch, "The branch it measured."),
    .required("points", \.points, "How many points it has."),
    .required("scenarios", \.scenarios, "The scenarios in the order of their first points."),
    .required("metric_defs", \.metricDefs, "How to interpret the metrics."),
    .optional(
      "slos", \.objectives,
      "What service level objectives say of the run, in their order; left out where config.json has none."),
    .optional("all_slos_met", \.areObjectivesMet, "Whether all of slos are met; left out where config.json has none."),
    .optional(
      "slos_problem", \.objectivesProblem, "What is wrong with config.json, where slos could not be judged for that."),
  ]

  /// A scenario with its points.
  public struct Scenario: Record, Equatable {
    /// The scenario's name.
    public var scenario = ""
    /// Its points in the run's order.
    public var points: [Entry] = []

    /// A scenario to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Scenario> = [
      .required("scenario", \.scenario, "The scenario's name."),
      .required("points", \.points, "Its points in the run's order."),
    ]
  }

  /// A point with the values of its metrics.
  public struct Entry: Record, Equatable {
    /// The framework, or the point's name where it has none.
    public var label = ""
    /// The point's name.
    public var pointName = ""
    /// The point's tags.
    public var tags = OrderedMap<String>()
    /// The values by metric in alphabetical order; null where there is none.
    public var metrics = OrderedMap<Double?>()

    /// An entry to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Entry> = [
      .required("label", \.label, "The framework, or the point's name where it has none."),
      .required("point_name", \.pointName, "The point's name."),
      .required("tags", \.tags, "The point's tags."),
      .required("metrics", \.metrics, "The values by metric in alphabetical order; null where there is none."),
    ]
  }
}
