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

  private struct Known {
    var heads: [String: (basis: Basis, head: BenchmarkHead)] = [:]
    /// The one that was asked for last at the end.
    var views: [(basis: Basis, view: BenchmarkView)] = []
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
      guard let place = known.views.firstIndex(where: { $0.basis == basis }) else { return nil }
      let entry = known.views.remove(at: place)
      known.views.append(entry)
      return entry.view
    }
    if let found { return found }
    let view = BenchmarkView(stored, points)
    known.withLock { known in
      known.views.removeAll { $0.basis.stored.name == stored.name }
      known.views.append((basis, view))
      known.heads[stored.name] = (basis, view.head)
      var rows = known.views.reduce(0) { $0 + $1.view.rowCount }
      while rows > room, known.views.count > 1 { rows -= known.views.removeFirst().view.rowCount }
    }
    return view
  }

  /// The entries of benchmarks in the overview.
  func heads(of benchmarks: [StoredBenchmark], _ points: PointSource) -> [BenchmarkHead] {
    let names = Set(benchmarks.map(\.name))
    known.withLock { known in
      known.heads = known.heads.filter { names.contains($0.key) }
      known.views.removeAll { !names.contains($0.basis.stored.name) }
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
