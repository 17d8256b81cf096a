public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Compares a run with a baseline.
public enum Check: Method {
  /// The name on the wire.
  public static let name = "check"
  /// What it does.
  public static let summary =
    "Compares a run with a baseline and says which metrics regressed, each in its own direction."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// What to compare with what.
  public struct Params: Record {
    /// The run to check.
    public var runID: String?
    /// The run itself, in place of its identifier.
    public var run: Run?
    /// The baseline's name.
    public var baseline: String?
    /// The run to compare with, in place of a baseline.
    public var baselineRun: Run?
    /// The relative change that is allowed.
    public var threshold: Double?
    /// How a change is judged.
    public var method = CheckMethod.threshold
    /// The branch whose runs it is held against.
    public var baseBranch: String?
    /// The commit of that branch that the run's own began at.
    public var forkPoint: String?
    /// More runs of the same code.
    public var confirmRuns: [String]?
    /// The share of the regressions that may be false.
    public var falseDiscoveryRate = 0.05

    /// The newest run against the baseline `main`.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run to check; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id."),
      .optional(
        "baseline", \.baseline,
        "The baseline's name; \"main\" when left out, and for other methods than threshold the base branch: what was "
          + "accepted as that is the level from then on."),
      .optional("baseline_run", \.baselineRun, "The run to compare with, in place of a stored baseline."),
      .optional(
        "threshold", \.threshold,
        "The relative change that is allowed; 0.05 when left out, and for other methods what config.json's policies say.",
        in: 0...10, advice: "It is a fraction: 0.05 is 5 %."),
      .optional("method", \.method, "How a change is judged."),
      .optional(
        "base_branch", \.baseBranch,
        "The branch whose runs it is held against; the run's own when left out. Not for the method threshold."),
      .optional(
        "fork_point", \.forkPoint,
        "The commit of the base branch, or how it begins, that the run's own branch began at: later runs do not count. For "
          + "paired it is the code that the run was made in turns with. Not for the method threshold."),
      .optional(
        "confirm_runs", \.confirmRuns,
        "More runs of the same code; when left out those before it of the same commit, branch and environment. Not for the "
          + "method threshold."),
      .optional(
        "false_discovery_rate", \.falseDiscoveryRate,
        "The share of the regressions that may be false. Not for the method threshold.", in: 1e-6...0.5,
        advice: "0.05 is usual."),
    ]
  }

  /// What was found.
  public typealias Result = CheckReport
}
