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
    let branch = query["branch"]
    guard let series = try series(at: path, branch, source) else { return nil }
    let newest = try series.points.last.flatMap { (last: TrendPoint) throws(Failure) -> RunSummary? in
      try source.summary(last.runID)
    }
    let baseline = try source.find(GetBaseline.self, GetBaseline.Params())
    var report = try report(series, TrendContext(newest?.metricDefs ?? [:], baseline), source)
    report.branch = branch ?? ""
    return .trend(report, pages: .all)
  }

  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure) {
    let pages = reported.pages
    // Asked for once: a run may have thousands of trends.
    var definitions = OrderedMap<MetricDef>()
    for run in [reported.baseline, reported.newest].compactMap(\.self) {
      var params = Summary.Params()
      params.run = run
      definitions.overlay(try source.call(Summary.self, params).metricDefs)
    }
    let context = TrendContext(definitions, reported.baseline)
    for path in reported.trends {
      guard let series = try series(at: path, nil, source) else { continue }
      try folder.add(.trend(try report(series, context, source), pages: pages))
    }
  }

  /// The newest values, and one more where there are more; `nil` where there is no such metric.
  private static func series(
    at path: SitePath, _ branch: String?, _ source: SiteSource
  ) throws(Failure) -> TrendSeries? {
    guard let (metric, point) = path.trend else { return nil }
    var params = Trend.Params()
    (params.metric, params.point, params.tags, params.branch) = (metric, point.pointName, point.tags, branch)
    params.runs = values + 1
    let series = try source.call(Trend.self, params)
    return series.points.isEmpty && branch == nil ? nil : series
  }

  private static func report(
    _ series: TrendSeries, _ context: TrendContext, _ source: SiteSource
  ) throws(Failure) -> TrendReport {
    var shown = series
    shown.points = series.points.suffix(values)
    var report = TrendReport(
      shown, context.definitions[series.metric], changes: try changes(of: shown, source),
      baseline: context.baseline(of: series))
    report.hasOlder = shown.points.count < series.points.count
    return report
  }

  private static func changes(of series: TrendSeries, _ source: SiteSource) throws(Failure) -> [ChangePoint] {
    var params = FindChangePoints.Params()
    params.values = series.points.map(\.value)
    return try source.call(FindChangePoints.self, params).changePoints
  }
}

/// What trends are shown with.
private struct TrendContext {
  /// How their metrics are to be interpreted.
  let definitions: OrderedMap<MetricDef>
  /// The points of the baseline `main` by name.
  private let points: [Spelling: [Point]]

  init(_ definitions: OrderedMap<MetricDef>, _ baseline: Run?) {
    self.definitions = definitions
    points = Dictionary(grouping: baseline?.points ?? []) { Spelling($0.name) }
  }

  /// The value in the baseline; `nil` where it has none.
  func baseline(of series: TrendSeries) -> Double? {
    points[Spelling(series.pointName)]?.lazy
      .filter { $0.key.matches(name: series.pointName, tags: series.tags) }
      .compactMap { $0.metrics[series.metric]?.finiteValue }.first
  }
}
