import CalibraxAPI
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// The list of runs, and a page for each.
enum RunPages: SitePart {
  /// Runs, newest first, and how many older ones there are.
  struct Listing {
    var runs: [RunHead] = []
    var left = 0
  }

  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page? {
    if path == Section.runs.path {
      let filter = RunsFilter(query.pairs)
      let listed = filter.problem == nil ? try list(filter, source) : Listing()
      return .runs(listed.runs, baselines: try baselines(source), left: listed.left, filter: filter, pages: .all)
    }
    guard path.parts.count == 2, path.tags.isEmpty, path.parts[0] == Section.runs.rawValue else { return nil }
    return try page(of: path.parts[1], try baselines(source), source, .all)
  }

  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure) {
    let (pages, baselines) = (reported.pages, try baselines(source))
    try folder.add(
      .runs(reported.listed.runs, baselines: baselines, left: reported.listed.left, filter: nil, pages: pages))
    for id in reported.runs {
      if let page = try page(of: id, baselines, source, pages) { try folder.add(page) }
    }
  }

  /// The newest runs of those that a filter lets through.
  static func list(_ filter: RunsFilter, _ source: SiteSource) throws(Failure) -> Listing {
    var params = ListRuns.Params()
    func given(_ text: String) -> String? { text.isEmpty ? nil : text }
    (params.branch, params.commit) = (given(filter.branch), given(filter.commit))
    (params.since, params.until, params.tags) = (given(filter.since), given(filter.until), filter.tags)
    params.limit = SiteSource.listed
    var part = try source.call(ListRuns.self, params)
    var listing = Listing(runs: part.runs)
    params.limit = 10_000
    while let cursor = part.nextCursor {
      params.cursor = cursor
      part = try source.call(ListRuns.self, params)
      listing.left += part.runs.count
    }
    return listing
  }

  private static func baselines(_ source: SiteSource) throws(Failure) -> [BaselineHead] {
    try source.call(ListBaselines.self, ListBaselines.Params()).baselines
  }

  private static func page(
    of id: String, _ baselines: [BaselineHead], _ source: SiteSource, _ pages: LinkedPages
  ) throws(Failure) -> Page? {
    guard let run = try source.run(id), let summary = try source.summary(run.id) else { return nil }
    var params = Check.Params()
    params.runID = run.id
    var report = RunReport(
      run, summary.metricDefs,
      check: summary.objectivesProblem == nil ? try source.find(Check.self, params) : nil,
      baselines: baselines.filter { $0.runID == run.id }.map(\.name))
    report.problem = summary.objectivesProblem
    return .run(report, pages: pages, isLive: source.site.mode == .studio)
  }
}
