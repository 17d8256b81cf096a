public import CalibraxAPI
import CalibraxDashboard
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension ShowBenchmarks: ComputeMethod {
  /// Takes the benchmarks and the runs as they are.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    let (benchmarks, points, views) = (state.store.benchmarks, state.store.pointSource, state.benchmarkViews)
    return { () throws(RPCError) in
      var result = Result()
      result.benchmarks = views.heads(of: benchmarks, points)
      return result
    }
  }
}

extension ShowBenchmark: ComputeMethod {
  /// Takes the benchmark and the runs as they are.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> BenchmarkReport {
    let (benchmark, points, views) = (
      try state.benchmark(params.name), state.store.pointSource, state.benchmarkViews
    )
    return { () throws(RPCError) in views.view(of: benchmark, points).report(points: params.points) }
  }
}

extension GetBenchmark: ReadMethod {
  /// Answers with what is stored.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> StoredBenchmark {
    try state.benchmark(params.name)
  }
}

extension DrawFigure: ComputeMethod {
  /// Takes the benchmark and the runs as they are.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Figure {
    let (benchmark, points, views) = (
      try state.benchmark(params.name), state.store.pointSource, state.benchmarkViews
    )
    return { () throws(RPCError) in
      let view = views.view(of: benchmark, points)
      guard let tab = view.tabs.first(where: { $0.name == params.tab }) else {
        let names = view.configuration.tabs.map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw RPCError(
          .notFound, "The benchmark \"\(params.name)\" has no tab \"\(params.tab)\".", path: "params.tab",
          hint: "Its tabs are \(names).")
      }
      guard let evaluated = tab.evaluated else {
        throw RPCError(
          .notFound, "The tab \"\(params.tab)\" of \"\(params.name)\" cannot be shown.", path: "params.tab",
          hint: "benchmark tells what is wrong with its configuration.")
      }
      if let row = params.row, !evaluated.hasRow(row) {
        throw RPCError(
          .notFound, "The table has no row \"\(row)\".", path: "params.row",
          hint: "benchmark lists the rows with their ids.")
      }
      guard let figure = evaluated.figure(of: params.plot, row: params.row, window: params.window) else {
        throw RPCError(
          .notFound, "The tab has \(evaluated.configuration.plots.count) plots, and no plot \(params.plot).",
          path: "params.plot", hint: "Plots count from 0; benchmark lists them.")
      }
      return figure
    }
  }
}

extension State {
  fileprivate func benchmark(_ name: String) throws(RPCError) -> StoredBenchmark {
    guard let benchmark = store.benchmark(name) else { throw RPCError(.noBenchmark(name)) }
    return benchmark
  }
}

extension DrawFigure.Params {
  fileprivate var window: FigureWindow { FigureWindow(from: from, to: to, maxPoints: maxPoints) }
}
