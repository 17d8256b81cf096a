import CalibraxModel
import CalibraxStore
import Synchronization

/// The benchmarks that were worked out lately: pages ask for one again and again, and for all of them at once.
final class BenchmarkViews: Sendable {
  /// What a view was worked out from.
  private struct Basis: Equatable {
    let stored: StoredBenchmark
    /// The runs that it may have points of; `nil` for all there are.
    let runs: Set<String>?
    let versions: [String: Int]
  }

  private struct Entry {
    let basis: Basis
    let view: BenchmarkView
    /// The last question that it answered.
    var question: Int
  }

  private struct Known {
    var heads: [String: (basis: Basis, head: BenchmarkHead)] = [:]
    var views: [String: Entry] = [:]
    /// How often anything was asked for.
    var questions = 0
  }

  /// The rows that are kept at most, of all views; one view is kept whatever it has.
  private let room: Int
  private let known = Mutex(Known())

  init(room: Int = 250_000) {
    self.room = room
  }

  /// A benchmark with its rows.
  func view(of stored: StoredBenchmark, _ points: PointSource) -> BenchmarkView {
    let basis = basis(of: stored, points)
    let found = known.withLock { known -> BenchmarkView? in
      guard let entry = known.views[stored.name], entry.basis == basis else { return nil }
      known.questions += 1
      known.views[stored.name]?.question = known.questions
      return entry.view
    }
    if let found { return found }
    let view = BenchmarkView(stored, points)
    known.withLock { known in
      known.questions += 1
      known.views[stored.name] = Entry(basis: basis, view: view, question: known.questions)
      known.heads[stored.name] = (basis, view.head)
      var rows = known.views.values.reduce(0) { $0 + $1.view.rowCount }
      while rows > room, known.views.count > 1,
        let oldest = known.views.min(by: { $0.value.question < $1.value.question })
      {
        rows -= oldest.value.view.rowCount
        known.views[oldest.key] = nil
      }
    }
    return view
  }

  /// The entries of benchmarks in the overview.
  func heads(of benchmarks: [StoredBenchmark], _ points: PointSource) -> [BenchmarkHead] {
    let names = Set(benchmarks.map(\.name))
    known.withLock { known in
      known.heads = known.heads.filter { names.contains($0.key) }
      known.views = known.views.filter { names.contains($0.key) }
    }
    return benchmarks.map { stored in
      let basis = basis(of: stored, points)
      let found = known.withLock { known in known.heads[stored.name].flatMap { $0.basis == basis ? $0.head : nil } }
      return found ?? view(of: stored, points).head
    }
  }

  private func basis(of stored: StoredBenchmark, _ points: PointSource) -> Basis {
    let known = known.withLock { $0.heads[stored.name]?.basis }
    let runs = known.flatMap { $0.stored == stored ? $0.runs : nil } ?? BenchmarkView.runs(of: stored)
    return Basis(stored: stored, runs: runs, versions: points.version(of: runs))
  }
}
