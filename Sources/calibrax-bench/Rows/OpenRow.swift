import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxServer
import CalibraxStore
import Foundation

/// Opening a store that has grown, and asking it.
enum OpenRow: Row {
  static let name = "open"
  static let summary = "open a store of 10,000 runs and ask it, beside the Python calibrax"

  private static let runs = 10_000

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let directory = try Leftovers.makeDirectory()
    try SampleStore.fill(directory, runs: runs)
    func open() throws -> Double {
      var store: DirectoryStore?
      let time = try seconds { store = try DirectoryStore(StoreLayout(directory)) }
      guard store?.report.runs == runs else { throw BenchError("the store has lost runs") }
      return time * 1_000
    }
    var peers: [Subject] = []
    if Python.has("calibrax") {
      // Many seconds, so it is measured once.
      let script = """
        import sys, time
        from calibrax.storage.store import Store
        start = time.perf_counter()
        runs = Store(sys.argv[1]).list_runs()
        assert len(runs) == \(runs)
        print((time.perf_counter() - start) * 1000)
        """
      var measured: Double?
      peers.append(
        Subject("Python list_runs (once)") {
          let figure = try measured ?? Python.figures(script, [directory]).first ?? .nan
          measured = figure
          return figure
        })
    }
    let ways = [
      Subject("every file read") {
        try FileManager.default.removeItem(atPath: directory + "/index")
        return try open()
      },
      Subject("from the index") { try open() },
    ]
    let opened = try ways.map { way in
      try Measurement.take(
        "open \(runs) runs of 20 points × 5 metrics, \(way.name)", "ms", better: .lower,
        budgets: [.advantage(20, over: "Python list_runs (once)")], repeats: settings.repeats,
        [Subject("calibrax", way.measure)] + peers)
    }
    return opened + (try questions(directory, settings))
  }

  /// Whole requests, line in and line out, without a socket.
  private static func questions(_ directory: String, _ settings: Settings) throws -> [Measurement] {
    let limits = ServerLimits()
    let layout = StoreLayout(directory)
    let store = try DirectoryStore(layout)
    let series = try SeriesStore(layout)
    var service = Service(state: State(store: store, series: series, limits: limits, clock: .system), limits: limits)
    let trend = #"{"jsonrpc":"2.0","id":1,"method":"trend","params":{"metric":"loss","point":"CV-3/small"N}}"#
    let questions = [
      ("trend of all runs", trend.replacing("N", with: "")),
      ("trend of 10 runs", trend.replacing("N", with: #","n_runs":10"#)),
      ("check", #"{"jsonrpc":"2.0","id":1,"method":"check","params":{}}"#),
    ]
    var results: [Measurement] = []
    for (title, line) in questions {
      let line = Array(line.utf8)
      var session = Session()
      var output: [UInt8] = []
      var figures: [Double] = []
      for round in 0...settings.repeats {
        let time = microseconds(calls: 50) {
          output.removeAll(keepingCapacity: true)
          use(service.receive(line.span, session: &session, output: &output) { _ in })
        }
        if round > 0 { figures.append(time / 1_000) }
      }
      guard output.starts(with: #"{"jsonrpc":"2.0","id":1,"result":"#.utf8) else {
        throw BenchError("\(title): \(String(decoding: output.prefix(300), as: UTF8.self))")
      }
      results.append(
        Measurement(
          title: title + ", answered in process", unit: "ms", better: .lower,
          budgets: title == "check" ? [] : [.median(1)],
          series: [Measurement.Series(subject: "calibrax", figures: figures)]))
    }
    return results
  }
}
