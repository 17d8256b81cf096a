import CalibraxModel

/// What was found of a benchmark in its sources.
struct CollectedResults {
  /// The tabs that there are.
  var tabs: Set<String>
  /// The runs of the files that can be read.
  var runs: [(tab: String, path: String, run: Run)] = []
  /// The files of each tab that was read, whether they can be read or not.
  var found: [String: [String]] = [:]
  /// What they are from, without credentials.
  var host: String?
  /// The commit of it.
  var commit: String?

  init(tabs: Set<String>) {
    self.tabs = tabs
  }
}
