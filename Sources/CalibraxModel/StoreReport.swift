public import CalibraxJSON

/// A file that cannot be used, kept as it is.
public struct DamagedFile: Record, Equatable {
  /// The file, relative to the data directory.
  public var file = ""
  /// What is wrong with it.
  public var reason = ""

  /// An entry to be filled in.
  public init() {}

  /// An entry.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// The members.
  public static let fields: Fields<DamagedFile> = [
    .required("file", \.file, "The file, relative to the data directory."),
    .required("reason", \.reason, "What is wrong with it."),
  ]
}

/// What a store holds, and what it cannot read.
public struct StoreReport: Record, Equatable {
  /// The data directory.
  public var path = ""
  /// How many runs can be used.
  public var runs = 0
  /// How many baselines can be used.
  public var baselines = 0
  /// How many executions are known.
  public var executions = 0
  /// How many series there are.
  public var series = 0
  /// The files that cannot be used; they are kept, and tried again when they change.
  public var damaged: [DamagedFile] = []

  /// A report to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<StoreReport> = [
    .required("path", \.path, "The data directory."),
    .required("runs", \.runs, "How many runs can be used."),
    .required("baselines", \.baselines, "How many baselines can be used."),
    .required("executions", \.executions, "How many executions are known."),
    .required("series", \.series, "How many series there are."),
    .required("damaged", \.damaged, "Files that cannot be used; they are kept, and tried again when they change."),
  ]
}
