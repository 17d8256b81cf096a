public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Suggests thresholds for gates by history.
public enum SuggestPolicies: Method {
  /// The name on the wire.
  public static let name = "suggestPolicies"
  /// What it does.
  public static let summary =
    "Which changes of each metric a check by history could see in the noise of earlier runs, and the policies that follow."

  /// Which runs and metrics are looked at.
  public struct Params: Record {
    /// The branch.
    public var branch: String?
    /// How many runs.
    public var runs = 50
    /// The only points' name.
    public var point: String?
    /// The only metric's name.
    public var metric: String?

    /// The newest runs and all that they measured.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("branch", \.branch, "The branch whose runs are looked at; the newest run's when left out."),
      .optional(
        "n_runs", \.runs, "How many of its newest runs, of one environment.", in: 1...200,
        advice: "50 are usual; older ones say little of the noise now."),
      .optional("point", \.point, "Only points of this name."),
      .optional("metric", \.metric, "Only this metric."),
    ]
  }

  /// What is suggested.
  public struct Result: Record {
    /// The branch; `nil` for runs without one.
    public var branch: String?
    /// How many runs were looked at.
    public var runs = 0
    /// How many of the branch were not.
    public var otherEnvironments = 0
    /// The newest of them.
    public var newest: String?
    /// A suggestion of each metric that gates judge.
    public var suggestions: [PolicySuggestion] = []
    /// The policies for config.json.
    public var policies: [PolicyEntry] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .written("branch", \.branch, "The branch; null for runs without one."),
      .required("runs", \.runs, "How many runs were looked at, of the same environment."),
      .required(
        "other_environments", \.otherEnvironments,
        "How many runs of the branch were not: they are of other environments."),
      .optional("newest", \.newest, "The newest of those that were."),
      .required(
        "suggestions", \.suggestions, "Of each metric that gates judge, by points and metrics in alphabetical order."),
      .required(
        "policies", \.policies,
        "What can stand in config.json in the place of the policies there: these, with the thresholds suggested."),
    ]
  }
}
