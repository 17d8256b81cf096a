import CalibraxDashboard
import CalibraxModel

extension BenchmarkView {
  /// How the rows of all tabs fared.
  private var runs: RunTally {
    var tally = Tally()
    for case let evaluated? in tabs.map(\.evaluated) {
      for (status, time) in zip(evaluated.statuses, evaluated.times) { tally.take(status, at: time) }
    }
    return tally.runs
  }

  /// The entry in the overview.
  var head: BenchmarkHead {
    var head = BenchmarkHead()
    (head.name, head.title) = (stored.name, configuration.title)
    head.runs = runs
    head.tabs = tabs.count { $0.evaluated != nil }
    head.failedTabs = tabs.count - head.tabs
    head.errors = messages.count { $0.severity >= .error }
    head.warnings = messages.count { $0.severity == .warning }
    head.collectedAt = stored.collectedAt
    return head
  }

  /// What the page shows.
  func report(points: Bool) -> BenchmarkReport {
    var report = BenchmarkReport()
    (report.name, report.title, report.description) = (stored.name, configuration.title, configuration.description)
    report.runs = runs
    (report.collectedAt, report.host, report.commit) = (stored.collectedAt, stored.host, stored.commit)
    report.tabs = tabs.map { tab in
      if let evaluated = tab.evaluated { return evaluated.report(name: tab.name, points: points) }
      var failed = BenchmarkTab()
      (failed.name, failed.failed) = (tab.name, true)
      return failed
    }
    report.messages = messages
    return report
  }
}
