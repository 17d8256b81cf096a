import CalibraxAPI
import CalibraxClient
import CalibraxModel

extension Collector {
  /// Stores the runs that are new and the benchmark, and takes those away whose files have changed since.
  ///
  /// - Parameter seen: The tabs whose files were read; of the others nothing is taken away.
  func store(
    _ runs: [(tab: String, path: String, run: Run)], of stored: inout StoredBenchmark, _ seen: Set<String>,
    _ client: BlockingClient, _ result: inout CollectedBenchmark
  ) throws(ClientError) {
    let before = try known(stored.name, client)
    stored.judgements = before?.judgements ?? []
    let there = try Set(identifiers(of: stored.name, client))
    var batch = RunBatch(client, replace: false)
    var refused: Set<String> = []
    var sent: [String] = []
    func take(_ answers: [Swift.Result<Ingest.Result, ClientError>]) {
      for answer in answers {
        let id = sent.removeFirst()
        switch answer {
        case .success(let answer): if answer.created { result.created += 1 } else { result.repeated += 1 }
        case .failure(let error):
          refused.insert(id)
          result.tell(.error, "Data Processing Error: \(error.description)")
        }
      }
    }
    for (place, item) in runs.enumerated() {
      if there.contains(item.run.id) {
        result.repeated += 1
        continue
      }
      sent.append(item.run.id)
      take(try batch.add(item.run))
      progress("\(stored.name): storing \(place + 1) of \(runs.count) runs")
    }
    take(try batch.send())
    let files = runs.filter { !refused.contains($0.run.id) }
      .map { CollectedFile(tab: $0.tab, path: $0.path, runID: $0.run.id) }
    stored.files = files
    let wanted = Set(files.map(\.runID))
    let present = Set(files.map { [$0.tab, $0.path] })
    for old in before?.files ?? [] where !wanted.contains(old.runID) {
      let isReplaced = present.contains([old.tab, old.path])
      if isReplaced || prunes && seen.contains(old.tab) {
        if there.contains(old.runID), try remove(old.runID, client) { result.removed += 1 }
      } else {
        if seen.contains(old.tab) { result.kept += 1 }
        stored.files.append(old)
      }
    }
    stored.messages = result.messages
    _ = try client.call(SetBenchmark.self, stored)
  }

  private func known(_ name: String, _ client: BlockingClient) throws(ClientError) -> StoredBenchmark? {
    var params = GetBenchmark.Params()
    params.name = name
    do throws(ClientError) {
      return try client.call(GetBenchmark.self, params)
    } catch {
      guard case .refused(let refusal) = error, refusal.code == .notFound else { throw error }
      return nil
    }
  }

  /// The runs that are stored of a benchmark.
  private func identifiers(of name: String, _ client: BlockingClient) throws(ClientError) -> [String] {
    var params = ListRuns.Params()
    (params.point, params.limit) = (name, 10_000)
    var identifiers: [String] = []
    repeat {
      let page = try client.call(ListRuns.self, params)
      identifiers += page.runs.map(\.runID)
      params.cursor = page.nextCursor
    } while params.cursor != nil
    return identifiers
  }

  /// Takes a run away; `false` when it was gone.
  private func remove(_ id: String, _ client: BlockingClient) throws(ClientError) -> Bool {
    var params = DeleteRun.Params()
    params.runID = id
    do throws(ClientError) {
      _ = try client.call(DeleteRun.self, params)
      return true
    } catch {
      guard case .refused(let refusal) = error, refusal.code == .notFound else { throw error }
      return false
    }
  }
}
