import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxTestSupport
import Testing

@testable import CalibraxServer

/// What was worked out is kept as long as it is right and there is room.
@Suite struct BenchmarkViewsTests {
  /// A store of runs a and b, each with so many points of every benchmark.
  private func points(_ value: Double, rows: Int = 1, of names: [String] = ["A", "B", "C"]) throws -> PointSource {
    let directory = TemporaryDirectory()
    for id in ["a", "b"] {
      var run = Run()
      (run.id, run.timestamp) = (id, "2026-03-01T00:00:00")
      for name in names {
        for row in 0..<rows {
          var point = Point()
          (point.name, point.tags) = (name, ["n": "\(row)"])
          point.metrics = ["v": Metric(value: value), "ts": Metric(value: 1_772_323_200)]
          run.points.append(point)
        }
      }
      directory.write(JSON(writing: run), to: "runs/\(id).json")
    }
    return try DirectoryStore(StoreLayout(directory.path), access: .read).pointSource
  }

  private func stored(_ name: String, runs: [String] = ["a", "b"]) -> StoredBenchmark {
    var stored = StoredBenchmark()
    stored.name = name
    stored.configuration = [
      "sources": ["folders": ["r"]], "metrics": ["ts": ["type": "ts"], "v": ["type": "float"], "n": [:]],
      "table": ["n"], "plots": [["y": "v"]],
    ]
    stored.files = runs.map {
      var file = CollectedFile()
      (file.path, file.runID) = ($0, $0)
      return file
    }
    return stored
  }

  /// The value that a view shows: another source of the same version tells whether it was worked out anew.
  private func value(_ views: BenchmarkViews, _ stored: StoredBenchmark, _ points: PointSource) -> Double? {
    views.view(of: stored, points).report(points: true).tabs.first?.points?.first?.values["v"]?.double
  }

  @Test func aViewIsKeptWhileItsRunsAreTheSame() throws {
    let views = BenchmarkViews()
    let (one, two) = (try points(1), try points(2))
    #expect(value(views, stored("A"), one) == 1)
    #expect(value(views, stored("A"), two) == 1)
    #expect(value(BenchmarkViews(), stored("A"), two) == 2)
  }

  @Test func otherFilesOrMessagesAreAnotherView() throws {
    let views = BenchmarkViews()
    let (one, two) = (try points(1), try points(2))
    #expect(value(views, stored("A"), one) == 1)
    #expect(value(views, stored("A", runs: ["a"]), two) == 2)
    var changed = stored("A", runs: ["a"])
    changed.messages = [BenchmarkMessage()]
    #expect(value(views, changed, one) == 1)
    #expect(value(views, stored("A", runs: ["a"]), one) == 1)
    #expect(value(views, changed, two) == 2)
  }

  @Test func theOldestIsForgottenWhenThereAreTooManyRows() throws {
    // Two views have room.
    let views = BenchmarkViews(room: 40)
    let (one, two) = (try points(1, rows: 10), try points(2, rows: 10))
    for name in ["A", "B"] { #expect(value(views, stored(name), one) == 1) }
    #expect(value(views, stored("A"), two) == 1)
    // The one that was asked for last stays.
    #expect(value(views, stored("C"), one) == 1)
    #expect(value(views, stored("A"), two) == 1)
    #expect(value(views, stored("C"), two) == 1)
    #expect(value(views, stored("B"), two) == 2)
  }

  @Test func oneViewIsKeptWhateverItHas() throws {
    let views = BenchmarkViews(room: 1)
    let (one, two) = (try points(1, rows: 10), try points(2, rows: 10))
    #expect(value(views, stored("A"), one) == 1)
    #expect(value(views, stored("A"), two) == 1)
    #expect(value(views, stored("B"), two) == 2)
    #expect(value(views, stored("A"), two) == 2)
  }

  @Test func entriesOfTheOverviewAreKeptThoughTheirRowsAreNot() throws {
    let views = BenchmarkViews(room: 1)
    let (one, two) = (try points(1), try points(2, rows: 3))
    let all = ["A", "B", "C"].map { stored($0) }
    #expect(views.heads(of: all, one).map(\.runs.total) == [2, 2, 2])
    #expect(views.heads(of: all, two).map(\.runs.total) == [2, 2, 2])
    #expect(views.heads(of: Array(all.dropFirst()), two).map(\.runs.total) == [2, 2])
    #expect(views.heads(of: all, two).map(\.runs.total) == [6, 2, 2], "one that was away is worked out anew")
    #expect(views.heads(of: [], one) == [])
  }

  @Test func manyMayAskAtOnce() async throws {
    let views = BenchmarkViews(room: 40)
    let sources = [try points(1, rows: 10), try points(2, rows: 10, of: ["A", "B"])]
    let benchmarks = ["A", "B", "C"].map { stored($0) }
    let wrong = await withTaskGroup(of: Int.self) { group in
      for place in 0..<24 {
        group.addTask {
          let heads = views.heads(of: benchmarks, sources[place % 2])
          return heads.map(\.name) == ["A", "B", "C"] && heads[0].runs.total == 20 ? 0 : 1
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
