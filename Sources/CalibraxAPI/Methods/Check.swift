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

  /// How a change is judged.
  public enum Judgement: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// By its size relative to the baseline.
    case threshold
  }

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
    public var threshold = 0.05
    /// How a change is judged.
    public var method = Judgement.threshold

    /// The newest run against the baseline `main`.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run_id", \.runID, "The run to check; \"latest\", the newest, when left out."),
      .optional("run", \.run, "The run itself, in place of run_id."),
      .optional("baseline", \.baseline, "The baseline's name; \"main\" when left out."),
      .optional("baseline_run", \.baselineRun, "The run to compare with, in place of a stored baseline."),
      .optional(
        "threshold", \.threshold, "The relative change that is allowed.", in: 0...10,
        advice: "It is a fraction: 0.05 is 5 %."),
      .optional("method", \.method, "How a change is judged."),
    ]
  }

  /// What was found.
  public typealias Result = CheckReport
}
