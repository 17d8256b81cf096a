import CalibraxAPI
import CalibraxAdapters
import CalibraxClient
import CalibraxModel

/// Sends the runs of a history to the server while they are read, and counts what becomes of them.
final class HistoryImport {
  private(set) var counts = Counts()
  /// Why it cannot go on.
  private(set) var failure: Failure?
  /// Why runs were refused.
  private(set) var refusals: [String] = []

  private let source: SourceFlags
  private let report: (Counts) -> Void
  private let replace: Bool
  /// Knows what is stored; `nil` when nothing is.
  private let client: BlockingClient?
  /// `nil` when nothing is to be stored.
  private var batch: RunBatch?
  /// The runs that are stored already, when nothing is to be.
  private let stored: StoredRuns?
  private let explain: (ClientError) -> Failure

  /// What became of the runs.
  struct Counts: Equatable {
    var runs = 0
    var points = 0
    var created = 0
    var refused = 0
    var failures = 0
    /// The first and last time.
    var times: ClosedRange<String>?

    /// Those that were stored before.
    var repeated: Int { runs - created - refused }
  }

  /// - Parameters:
  ///   - client: Takes the runs; `nil` to store nothing.
  ///   - stored: The runs that are stored already, when nothing is to be.
  init(
    _ source: SourceFlags, _ client: BlockingClient?, replace: Bool, stored: StoredRuns?,
    explain: @escaping (ClientError) -> Failure, report: @escaping (Counts) -> Void
  ) {
    self.source = source
    self.stored = stored
    self.replace = replace
    self.report = report
    self.explain = explain
    self.client = client ?? stored?.client
    batch = client.map { RunBatch($0, replace: replace) }
  }

  /// Takes a run; `false` when it is no use to go on.
  func take(_ run: Run, _ origin: Conversion.Origin) -> Bool {
    let file = origin.file
    var run = run
    source.describe(&run)
    do throws(ClientError) {
      if !origin.isEntry, let client { _ = try run.keepContext(storedBy: client, replace: replace) }
    } catch {
      failure = Failure(error)
      return false
    }
    counts.runs += 1
    counts.points += run.points.count
    counts.failures += run.failures.count
    guard let moment = Timestamp(run.timestamp) else {
      refuse("\(file): nothing says when it was measured; give --timestamp TIME, or ingest it")
      return true
    }
    let times = counts.times ?? moment.text...moment.text
    counts.times = min(times.lowerBound, moment.text)...max(times.upperBound, moment.text)
    guard batch != nil else {
      do throws(JSONError) {
        let normalized = try run.normalized(now: moment)
        switch stored?.add(normalized, isNamed: !run.id.isEmpty) {
        case .created: counts.created += 1
        case .differs where replace: counts.created += 1
        case .differs: refuse("\(file): another run is stored under the id \"\(run.id)\"")
        case .repeated, nil: break
        }
      } catch {
        refuse("\(file): \(error.sentence)")
      }
      report(counts)
      return true
    }
    return send { (batch) throws(ClientError) in try batch.add(run) }
  }

  /// Sends what waits.
  func finish() {
    guard batch != nil, failure == nil else { return }
    _ = send { (batch) throws(ClientError) in try batch.send() }
  }

  private func send(
    _ body: (inout RunBatch) throws(ClientError) -> [Result<Ingest.Result, ClientError>]
  ) -> Bool {
    guard var batch else { return false }
    do throws(ClientError) {
      for answer in try body(&batch) {
        switch answer {
        case .success(let result): if result.created { counts.created += 1 }
        case .failure(let error): refuse(explain(error).message)
        }
      }
    } catch {
      failure = Failure(error)
    }
    self.batch = batch
    report(counts)
    return failure == nil
  }

  private func refuse(_ reason: String) {
    counts.refused += 1
    refusals.append(reason)
  }
}
