import CalibraxAPI
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// How runs compare with each other, and how what a run measured is ranked.
enum ComparePages: SitePart {
  /// The runs that are compared at most, and the metrics that are ranked.
  private static let most = (runs: 20, metrics: 100)

  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page? {
    switch path {
    case .compare: try comparison(of: query.all("run"), source)
    case .rank:
      .rank(
        try ranking(of: query["run"] ?? RunID.latest, query["metric"], query["tag"], source), pages: .all, isLive: true)
    default: nil
    }
  }

  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure) {
    let pages = reported.pages
    try folder.add(try comparison(reported, source, pages))
    let report = try reported.newest.flatMap { (run: Run) throws(Failure) -> RankReport? in
      try ranking(of: run.id, nil, nil, source)
    }
    try folder.add(.rank(report, pages: pages, isLive: false))
  }

  // MARK: Comparing

  private static func comparison(of ids: [String], _ source: SiteSource) throws(Failure) -> Page {
    var runs = OrderedMap<RunSummary>()
    for id in ids.prefix(most.runs) where runs[id] == nil {
      guard let run = try source.summary(id) else {
        return .compare(instead: "There is no run “\(printable(id, limit: 128))”.", pages: .all)
      }
      runs[id] = run
    }
    guard runs.count >= 2 else {
      return .compare(instead: "Choose two runs or more in the list of runs.", pages: .all)
    }
    return .compare(runs, try compare(runs.mapValues { .id($0.runID) }, source), pages: .all)
  }

  /// The newest run and the baseline.
  private static func comparison(
    _ reported: ReportedRuns, _ source: SiteSource, _ pages: LinkedPages
  ) throws(Failure) -> Page {
    guard let newest = reported.newest, let baseline = reported.baseline else {
      let missing = reported.newest == nil ? "There is no run yet" : "There is no baseline \(BaselineName.main) yet"
      return .compare(
        instead: "\(missing): this page compares the newest run with it, once calibraxctl baseline accept has set one.",
        pages: pages)
    }
    guard newest.id != baseline.id else {
      return .compare(instead: "The newest run is the baseline \(BaselineName.main) itself.", pages: pages)
    }
    var params = Summary.Params()
    params.run = baseline
    let label = "baseline \(BaselineName.main)"
    var runs: OrderedMap<RunSummary> = [label: try source.call(Summary.self, params)]
    if let run = try source.summary(newest.id) { runs[newest.id] = run }
    return .compare(
      runs, try compare([label: .document(baseline), newest.id: .id(newest.id)], source), pages: pages)
  }

  private static func compare(
    _ runs: OrderedMap<RunReference>, _ source: SiteSource
  ) throws(Failure) -> ComparisonReport {
    var params = Compare.Params()
    params.runs = runs
    return try source.call(Compare.self, params)
  }

  // MARK: Ranking

  private static func ranking(
    of id: String, _ metric: String?, _ tag: String?, _ source: SiteSource
  ) throws(Failure) -> RankReport? {
    guard let run = try source.summary(id) else { return nil }
    let metrics = metric.map { [$0] } ?? run.metrics
    var report = RankReport(run, tag: tag ?? run.rankedTag, rankings: [:])
    report.metric = metric
    report.left = max(0, metrics.count - most.metrics)
    for metric in metrics.prefix(most.metrics) {
      var params = Rank.Params()
      (params.runID, params.metric, params.groupByTag) = (run.runID, metric, report.tag)
      report.rankings[metric] = try source.call(Rank.self, params).entries
    }
    return report
  }
}
