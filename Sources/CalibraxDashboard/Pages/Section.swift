/// A part of the site that the navigation leads to.
public enum Section: String, CaseIterable, Sendable {
  case benchmarks, runs, executions, alerts, health

  /// What it is called.
  var title: String {
    switch self {
    case .benchmarks: "Benchmarks"
    case .runs: "Runs"
    case .executions: "Executions"
    case .alerts: "Alerts"
    case .health: "Health"
    }
  }

  /// Its first page.
  public var path: SitePath {
    switch self {
    case .benchmarks: SitePath("index")
    default: SitePath(rawValue)
    }
  }
}
