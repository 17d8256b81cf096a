import CalibraxAPI
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// A page for each metric of a point, through the runs.
enum TrendPages: SitePart {
  /// The values that a page shows at most.
  private static let values = 2_000

  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page? {
    guard path.trend != nil else { return nil }
    let branch = query["branch"]
    let baseline = try source.find(GetBaseline.self, GetBaseline.Params())
    guard var report = try report(at: path, branch, baseline, source) else { return nil }
    report.branch = branch ?? ""
    return .trend(report, pages: .all)
  }

  static func write(to folder: inout SiteFolder, from source: SiteSource) throws(Failure) {
    let reported = try ReportedRuns(source)
    let pages = reported.pages
    for path in reported.trends {
      if let report = try report(at: path, nil, reported.baseline, source) {
        try folder.add(.trend(report, pages: pages))
      }
    }
  }

  private static func report(
    at path: SitePath, _ branch: String?, _ baseline: Run?, _ source: SiteSource
  ) throws(Failure) -> TrendReport? {
    guard let (metric, point) = path.trend else { return nil }
    var params = Trend.Params()
    (params.metric, params.point, params.tags, params.branch) = (metric, point.pointName, point.tags, branch)
    params.runs = values + 1
    var series = try source.call(Trend.self, params)
    if series.points.isEmpty, branch == nil { return nil }
    let hasOlder = series.points.count > values
    series.points = series.points.suffix(values)
    let newest = try series.points.last.flatMap { (last: TrendPoint) throws(Failure) -> RunSummary? in
      try source.summary(last.runID)
    }
    let measured = baseline?.points.filter { $0.key.matches(name: point.pointName, tags: point.tags) }
    var report = TrendReport(
      series, newest?.metricDefs[metric], changes: try changes(of: series, source),
      baseline: measured?.lazy.compactMap { $0.metrics[metric]?.finiteValue }.first)
    report.hasOlder = hasOlder
    return report
  }

  private static func changes(of series: TrendSeries, _ source: SiteSource) throws(Failure) -> [ChangePoint] {
    var params = FindChangePoints.Params()
    params.values = series.points.map(\.value)
    return try source.call(FindChangePoints.self, params).changePoints
  }
}
