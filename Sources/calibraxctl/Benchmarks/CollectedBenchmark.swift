import CalibraxJSON
import CalibraxModel

/// What became of collecting a benchmark.
struct CollectedBenchmark: Record {
  var name = ""
  /// Result files that were found.
  var files = 0
  /// Rows that they have.
  var rows = 0
  /// Runs that were stored.
  var created = 0
  /// Runs that were stored before.
  var repeated = 0
  /// Runs of files that have changed, or were asked to be taken away.
  var removed = 0
  /// Runs of files that are not in the source any more, and stay.
  var kept = 0
  /// Runs that the store refused.
  var refused = 0
  /// Tabs that cannot be shown.
  var failedTabs = 0
  var messages: [BenchmarkMessage] = []

  static let fields: Fields<CollectedBenchmark> = [
    .required("name", \.name, "The benchmark."), .required("files", \.files, "Result files that were found."),
    .required("rows", \.rows, "Rows that they have."), .required("created", \.created, "Runs that were stored."),
    .required("repeated", \.repeated, "Runs that were stored before."),
    .required("removed", \.removed, "Runs of files that have changed, or were asked to be taken away."),
    .required("kept", \.kept, "Runs of files that are not in the source any more, and stay."),
    .required("refused", \.refused, "Runs that the store refused."),
    .required("failed_tabs", \.failedTabs, "Tabs that could not be collected."),
    .required("messages", \.messages, "What is to be known."),
  ]

  /// A line for people.
  var line: String {
    var parts = ["\(created) new", "\(repeated) there already"]
    if removed > 0 { parts.append("\(removed) taken away") }
    if refused > 0 { parts.append("\(refused) refused") }
    if kept > 0 { parts.append("\(kept) not in the source any more") }
    if failedTabs > 0 { parts.append("\(failedTabs) of its tabs failed") }
    return
      "\(printable(name)): \(counted(rows, "row")) in \(counted(files, "file")); runs: \(parts.joined(separator: ", "))"
  }
}
