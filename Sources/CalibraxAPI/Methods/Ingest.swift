public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Stores a run, or the runs that files of a benchmark tool hold.
public enum Ingest: Method {
  /// The name on the wire.
  public static let name = "ingest"
  /// What it does.
  public static let summary =
    "Stores a run, or what a benchmark tool wrote; when it is answered that is on the disk. The same id and content again "
    + "is no error."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.conflict, .readOnly]

  /// The server tells a repetition when the run is the same to the letter, which one that it has to date is not.
  public static func isRepeatable(_ params: Params) -> Bool {
    params.run?.timestamp.isEmpty == false && !params.replace
  }

  /// What to store.
  public struct Params: Record {
    /// The run.
    public var run: Run?
    /// The format of files that hold the runs, in place of one run.
    public var from: String?
    /// The text of each file by its name.
    public var files = OrderedMap<String>()
    /// Tags that every point of the files gets.
    public var tags = OrderedMap<String>()
    /// The commit that the files are of, when it goes before what they say.
    public var commit: String?
    /// The branch that they are of.
    public var branch: String?
    /// When they were measured.
    public var timestamp: String?
    /// The machine and software that they were measured on, beside what they say.
    public var environment = OrderedMap<JSON>()
    /// Whether other content of the same id is replaced.
    public var replace = false
    /// The baseline that is to become a copy of the run.
    public var setBaseline: BaselineChoice?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("run", \.run, "The run; id and timestamp may be left out."),
      .optional(
        "from", \.from,
        "The format of files that hold the runs, in place of run: auto, which finds it, or the name of an adapter."),
      .optional(
        "files", \.files, "With from: the text of each file by its name. Those of a folder have their path there."),
      .optional("tags", \.tags, "With from: tags that every point gets."),
      .optional("commit", \.commit, "With from: the commit; what the files say when left out."),
      .optional("branch", \.branch, "With from: the branch; what the files say when left out."),
      .optional(
        "timestamp", \.timestamp, "With from: when it was measured; what the files say, or else now, when left out."),
      .optional(
        "environment", \.environment, "With from: the machine and software; what the files say goes before it."),
      .optional("replace", \.replace, "Whether other content of the same id is replaced."),
      .optional(
        "set_baseline", \.setBaseline,
        "The name of the baseline that is to become a copy of the run; true means \"main\"."),
    ]
  }

  /// What was stored.
  public struct Result: Record, Equatable {
    /// The run's identifier; of several the last one's.
    public var runID = ""
    /// How many points it has; of several all together.
    public var points = 0
    /// Whether something was written; false when the same content was there already.
    public var created = false
    /// Each of the runs that files held, in their order.
    public var runs: [IngestedRun]?
    /// The measurements that failed, of files.
    public var failures: [FailedMeasurement]?
    /// What of the files no run has.
    public var skipped: [InputRemark]?
    /// What is to be known of the files beside that.
    public var notes: [InputRemark]?

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("run_id", \.runID, "The run's identifier; of several the last one's."),
      .required("points", \.points, "How many points it has; of several all together."),
      .required("created", \.created, "False when the same content was there already."),
      .optional("runs", \.runs, "With from: each run that the files held."),
      .optional("failures", \.failures, "With from: the measurements that failed, which have no value."),
      .optional("skipped", \.skipped, "With from: what of the files no run has, and why."),
      .optional("notes", \.notes, "With from: what is to be known of what runs have."),
    ]
  }
}
