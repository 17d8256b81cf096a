import CalibraxModel

/// What was found of a benchmark in its sources.
struct CollectedResults {
  /// The tabs that there are.
  var tabs: Set<String>
  /// The runs of the files that can be read.
  private(set) var runs: [(tab: String, path: String, run: Run)] = []
  /// The files of each tab whose sources could be had, whether they can be read or not.
  private(set) var found: [String: [String]] = [:]
  /// Those that can be read, by tab and path.
  private(set) var read: Set<[String]> = []
  /// What they are from, without credentials.
  var host: String?
  /// The commit of it.
  var commit: String?

  init(tabs: Set<String>) {
    self.tabs = tabs
  }

  /// Takes what was made of the files of a tab.
  mutating func take(_ collected: CollectedTab, of tab: String) {
    runs += collected.runs.map { (tab, $0.path, $0.run) }
    found[tab] = collected.paths
    read.formUnion(collected.usable.map { [tab, $0] })
  }
}
