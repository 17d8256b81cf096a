import CalibraxAPI
import CalibraxClient
import CalibraxModel
import CalibraxRPC

/// The runs that a store has, for saying what storing others would do.
final class StoredRuns {
  private var known: Set<String> = []
  private var added: [String: Run] = [:]
  /// Who knows of them; `nil` where nothing is stored.
  let client: BlockingClient?

  /// What storing a run would do.
  enum Outcome {
    case created, repeated, differs
  }

  init(_ context: borrowing Context) throws(Failure) {
    client = try Connection.isThere(context.flags) ? try Connection.open(context.flags, for: ListRuns.name) : nil
    guard let client else { return }
    var params = ListRuns.Params()
    params.limit = 1_000
    repeat {
      let page = try context.call(ListRuns.self, params, over: client)
      known.formUnion(page.runs.map(\.runID))
      params.cursor = page.nextCursor
    } while params.cursor != nil
  }

  /// Finds what storing a run would do, and takes it for stored.
  ///
  /// - Parameters:
  ///   - run: A normalized run.
  ///   - isNamed: Whether it came with its identifier; one that is made tells by itself whether the content is the same.
  func add(_ run: Run, isNamed: Bool) -> Outcome {
    guard isNamed else { return known.insert(run.id).inserted ? .created : .repeated }
    let stored = added[run.id] ?? (known.contains(run.id) ? try? client?.storedRun(run.id) : nil)
    if let stored { return stored == run ? .repeated : .differs }
    added[run.id] = run
    return .created
  }
}
