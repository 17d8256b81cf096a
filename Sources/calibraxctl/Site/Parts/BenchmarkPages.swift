import CalibraxAPI
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// The overview, the benchmarks, and the figures of their rows.
enum BenchmarkPages: SitePart {
  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page? {
    if path == Section.benchmarks.path { return .overview(try heads(source)) }
    guard path.parts.first == "benchmarks", (2...3).contains(path.parts.count) else { return nil }
    guard let name = try benchmark(at: path, source), let report = try report(name, source) else { return nil }
    let places = max(1, report.tabs.count)
    return (0..<places).first { SitePath.benchmark(report, tab: $0) == path }.map { .benchmark(report, tab: $0) }
  }

  static func data(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> JSON? {
    guard path.parts.first == "figures", path.parts.count == 4 else { return nil }
    guard let name = try benchmark(at: path, source) else { return nil }
    var params = DrawFigure.Params()
    (params.name, params.tab, params.row) = (name, path.parts[2], path.parts[3])
    params.maxPoints = query["max_points"].flatMap { Int($0) }.map { min(max($0, 4), QuerySeries.largestCount) }
    (params.from, params.to) = (query["from"].map(coordinate), query["to"].map(coordinate))
    if let plot = query["plot"].flatMap({ Int($0) }), path.isWhole {
      params.plot = plot
      return try source.find(DrawFigure.self, params).map { [JSON(writing: $0)] }
    }
    guard let report = try report(name, source),
      let tab = report.tabs.first(where: { path.names($0.name, at: 2) }),
      let row = tab.rows.first(where: { path.names($0.id, at: 3) })
    else { return nil }
    (params.tab, params.row) = (tab.name, row.id)
    let plots = query["plot"].flatMap { Int($0) }.map { [$0] }
    return try figures(of: tab, plots, params, source)
  }

  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure) {
    let heads = try heads(source)
    try folder.add(.overview(heads))
    // Those that were worked out last are still known.
    for head in heads.reversed() {
      guard let report = try report(head.name, source) else { continue }
      for place in 0..<max(1, report.tabs.count) { try folder.add(.benchmark(report, tab: place)) }
      for tab in report.tabs {
        for row in tab.rows {
          var params = DrawFigure.Params()
          (params.name, params.tab, params.row) = (report.name, tab.name, row.id)
          try folder.add(
            try figures(of: tab, nil, params, source), at: .figures(benchmark: report.name, tab: tab.name, row: row.id))
        }
      }
    }
  }

  private static func heads(_ source: SiteSource) throws(Failure) -> [BenchmarkHead] {
    try source.call(ShowBenchmarks.self, ShowBenchmarks.Params()).benchmarks
  }

  private static func report(_ name: String, _ source: SiteSource) throws(Failure) -> BenchmarkReport? {
    var params = ShowBenchmark.Params()
    params.name = name
    return try source.find(ShowBenchmark.self, params)
  }

  /// The benchmark that a path is of: where its name is cut, one among all.
  private static func benchmark(at path: SitePath, _ source: SiteSource) throws(Failure) -> String? {
    path.isWhole ? path.parts[1] : try heads(source).first { path.names($0.name, at: 1) }?.name
  }

  /// The figures of plots of a row, or of all.
  private static func figures(
    of tab: BenchmarkTab, _ plots: [Int]?, _ params: DrawFigure.Params, _ source: SiteSource
  ) throws(Failure) -> JSON {
    var params = params
    var figures: [JSON] = []
    for plot in plots ?? Array(0..<tab.graphs.reduce(0, { $0 + $1.plots.count })) {
      params.plot = plot
      figures.append(try source.find(DrawFigure.self, params).map { JSON(writing: $0) } ?? .null)
    }
    return .array(figures)
  }

  /// A place on an axis as an address has it.
  private static func coordinate(_ text: String) -> PlotCoordinate {
    decimalNumber(text).map { PlotCoordinate($0) } ?? .text(text)
  }
}
