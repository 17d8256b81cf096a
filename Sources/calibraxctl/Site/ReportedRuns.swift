import CalibraxAPI
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// The runs that a report shows, and the pages that it has of them.
struct ReportedRuns {
  /// The newest runs that have a page of their own.
  private static let shown = 100
  /// The points of a run that have trends.
  private static let points = 2_000

  let listed: RunPages.Listing
  /// The newest run that was not collected for a benchmark.
  let newest: Run?
  /// The baseline `main`.
  let baseline: Run?
  /// The runs that have a page, newest first.
  let runs: [String]
  /// The metrics of points that have a page.
  let trends: [SitePath]

  init(_ source: SiteSource) throws(Failure) {
    listed = try RunPages.list(RunsFilter(), source)
    let benchmarks = Set(try source.call(ShowBenchmarks.self, ShowBenchmarks.Params()).benchmarks.map(\.name))
    newest = try Self.newest(of: listed.runs, apartFrom: benchmarks, source)
    baseline = try source.find(GetBaseline.self, GetBaseline.Params())
    var runs = listed.runs.prefix(Self.shown).map(\.runID)
    if let id = newest?.id, !runs.contains(id) { runs.append(id) }
    if let id = baseline?.id, !runs.contains(id), try source.run(id) != nil { runs.append(id) }
    self.runs = runs
    var seen: Set<SitePath> = []
    trends = [newest, baseline].compactMap(\.self).filter { !$0.isCollected(for: benchmarks) }
      .flatMap { run in
        run.points.prefix(Self.points).flatMap { point in
          point.metrics.members.filter { $0.value.finiteValue != nil }.map { SitePath.trend($0.key, of: point.key) }
        }
      }.filter { seen.insert($0).inserted }
  }

  /// The pages that links can lead to.
  var pages: LinkedPages {
    .only(Set(trends).union(runs.map { .run($0) }).union([Section.runs.path, .compare, .rank]))
  }

  private static func newest(
    of heads: [RunHead], apartFrom benchmarks: Set<String>, _ source: SiteSource
  ) throws(Failure) -> Run? {
    for head in heads {
      if let run = try source.run(head.runID), !run.isCollected(for: benchmarks) { return run }
    }
    return nil
  }
}

extension Run {
  /// Whether all its points are of benchmarks.
  fileprivate func isCollected(for benchmarks: Set<String>) -> Bool {
    points.allSatisfy { benchmarks.contains($0.name) }
  }
}

extension SiteSource {
  /// A run; `nil` where there is none.
  func run(_ id: String) throws(Failure) -> Run? {
    var params = GetRun.Params()
    params.runID = id
    return try find(GetRun.self, params)
  }

  /// What a run measured; `nil` where there is none.
  func summary(_ id: String) throws(Failure) -> RunSummary? {
    var params = Summary.Params()
    params.runID = id
    return try find(Summary.self, params)
  }
}
