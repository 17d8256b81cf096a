public import CalibraxJSON

/// What people are to know of a benchmark: a mistake in its configuration, a file that cannot be read, a value that is
/// none.
public struct BenchmarkMessage: Document, Equatable {
  /// How much it matters: an error costs rows, a tab or the benchmark.
  public var severity = AlertSeverity.error
  /// When it was found, UTC; empty where it is found anew each time.
  public var time = ""
  /// The benchmark's key.
  public var benchmark = ""
  /// The tab of its page; empty for all of it.
  public var tab = ""
  /// The configuration, or the result file within its source; empty for neither.
  public var file = ""
  /// The line in the file, from 1.
  public var line: Int?
  /// What is wrong, and what to do.
  public var message = ""
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A message to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkMessage> = [
    .written("severity", \.severity, "How much it matters: an error costs rows, a tab or the benchmark."),
    .written("time", \.time, "When it was found, UTC; empty where it is found anew each time."),
    .written("benchmark", \.benchmark, "The benchmark's key."),
    .written("tab", \.tab, "The tab of its page; empty for all of it."),
    .written("file", \.file, "The configuration, or the result file within its source; empty for neither."),
    .optional("line", \.line, "The line in the file, from 1."),
    .required("message", \.message, "What is wrong, and what to do."),
  ]
}
