import CalibraxAPI
import CalibraxClient
import CalibraxDashboard
import CalibraxModel
import CalibraxYAML

extension Collector {
  /// Stores the runs that are new and the benchmark, and takes those away whose files have changed since.
  func store(
    _ results: CollectedResults, as stored: inout StoredBenchmark, _ client: BlockingClient,
    _ result: inout CollectedBenchmark
  ) throws(ClientError) {
    let (runs, found, tabs) = (results.runs, results.found, results.tabs)
    let before = try known(stored.name, client)
    stored.host = results.host ?? before?.host
    stored.commit = results.commit ?? before?.commit
    // What could not be had was not collected.
    stored.collectedAt = found.isEmpty ? before?.collectedAt ?? "" : now
    stored.judgements = before?.judgements ?? []
    let stands = try Set(identifiers(of: stored.name, client))
    var batch = RunBatch(client, replace: false)
    var refused: Set<String> = []
    var sent: [String] = []
    func take(_ answers: [Swift.Result<Ingest.Result, ClientError>]) throws(ClientError) {
      for answer in answers {
        let id = sent.removeFirst()
        switch answer {
        case .success(let answer): if answer.created { result.created += 1 } else { result.repeated += 1 }
        case .failure(.refused(let refusal)) where refusal.isOfRole: throw .refused(refusal)
        case .failure(let error):
          refused.insert(id)
          result.refused += 1
          result.tell(.error, "Data Processing Error: \(error.description)")
        }
      }
    }
    for (place, item) in runs.enumerated() {
      if stands.contains(item.run.id) {
        result.repeated += 1
        continue
      }
      sent.append(item.run.id)
      try take(batch.add(item.run))
      progress("\(stored.name): storing \(place + 1) of \(runs.count) runs")
    }
    try take(batch.send())
    let files = runs.filter { !refused.contains($0.run.id) }
      .map { CollectedFile(tab: $0.tab, path: $0.path, runID: $0.run.id) }
    stored.files = files
    let wanted = Set(files.map(\.runID))
    let there = Set(found.flatMap { tab, paths in paths.map { [tab, $0] } })
    for old in before?.files ?? [] where !wanted.contains(old.runID) {
      let place = [old.tab, old.path]
      let isGone = !there.contains(place) && (found[old.tab] != nil || !tabs.contains(old.tab))
      // What was read is what it is now; what cannot be read may have been cut off.
      if results.read.contains(place) || isGone && prunes {
        if stands.contains(old.runID), try remove(old.runID, client) { result.removed += 1 }
      } else {
        if isGone { result.kept += 1 }
        stored.files.append(old)
      }
    }
    // Whoever was killed has left runs that are in no list.
    let listed = Set(stored.files.map(\.runID))
    for id in stands where prunes && !listed.contains(id) && id.hasPrefix(RunID.prefix(of: stored.name)) {
      if try remove(id, client) { result.removed += 1 }
    }
    stored.messages = result.messages.told(at: now)
    _ = try client.call(SetBenchmark.self, stored)
  }

  /// Keeps a benchmark as it is, whose configuration cannot be had, but for what is to be known of it.
  func keep(
    _ entry: ConfigurationFiles.Entry, _ client: BlockingClient, _ result: inout CollectedBenchmark
  ) throws(ClientError) {
    var stored = try known(entry.key, client) ?? StoredBenchmark()
    if stored.name.isEmpty {
      stored.name = entry.key
      stored.configuration = entry.node.json.withoutCredentials
    }
    stored.messages = result.messages.told(at: now)
    _ = try client.call(SetBenchmark.self, stored)
  }

  /// Counts what would be stored.
  func compare(_ results: CollectedResults, _ result: inout CollectedBenchmark) throws(ClientError) {
    let stands = try reader.map { (reader) throws(ClientError) in Set(try identifiers(of: result.name, reader)) } ?? []
    result.repeated = results.runs.count { stands.contains($0.run.id) }
    result.created = results.runs.count - result.repeated
  }

  /// Tells of what is found only where the rows are judged.
  func hear(_ name: String, _ client: BlockingClient, _ result: inout CollectedBenchmark) throws(ClientError) {
    var params = ShowBenchmark.Params()
    params.name = name
    for message in try client.call(ShowBenchmark.self, params).messages
    where !result.messages.contains(where: { $0.message == message.message && $0.tab == message.tab }) {
      result.messages.append(message)
    }
  }

  func known(_ name: String, _ client: BlockingClient) throws(ClientError) -> StoredBenchmark? {
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
  func identifiers(of name: String, _ client: BlockingClient) throws(ClientError) -> [String] {
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

extension RPCError {
  /// Whether whoever calls may not do so, and so nothing like it.
  var isOfRole: Bool { code == .forbidden || code == .unauthenticated }
}
