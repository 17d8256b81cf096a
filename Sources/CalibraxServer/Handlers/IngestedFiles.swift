import CalibraxAPI
import CalibraxAdapters
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxStore

/// The runs of an `ingest` that gives what a benchmark tool wrote.
struct IngestedFiles {
  private let runs: [(run: Run, isDated: Bool)]
  private let replace: Bool
  private let failures: [FailedMeasurement]
  private let skipped: [InputRemark]
  private let notes: [InputRemark]

  init(_ params: Ingest.Params, _ now: Timestamp) throws(RPCError) {
    guard let from = params.from else {
      throw RPCError(
        .invalidParams, "params.run: is missing", path: "params.run",
        hint: "Give the run, or with from and files what a benchmark tool wrote.")
    }
    if params.files.isEmpty {
      throw RPCError(
        .invalidParams, "params.files: is missing", path: "params.files",
        hint: "Give the text of each file by its name.")
    }
    for (text, name) in [(params.commit, "commit"), (params.branch, "branch"), (params.timestamp, "timestamp")] {
      if let text { try checkText(text, name) }
    }
    let (found, conversion) = try Self.convert(params, by: try Self.adapter(from))
    guard !found.isEmpty else { throw .noResults(conversion.skipped) }
    var runs: [(run: Run, isDated: Bool)] = []
    var places: [String: Int] = [:]
    var differing: String?
    for run in found {
      var run = run
      if let commit = params.commit { run.commit = commit }
      if let branch = params.branch { run.branch = branch }
      if let timestamp = params.timestamp { run.timestamp = timestamp }
      run.environment = params.environment.overlaid(by: run.environment)
      do throws(JSONError) {
        let normalized = try run.normalized(now: now)
        if let place = places[normalized.id] {
          differing = differing ?? (runs[place].run == normalized ? nil : normalized.id)
        } else {
          places[normalized.id] = runs.count
          runs.append((normalized, !run.timestamp.isEmpty))
        }
      } catch {
        throw RPCError(params: error)
      }
    }
    if let differing {
      throw RPCError(
        .conflict, "The files hold two different runs of the id \"\(differing)\".", path: "params.files",
        hint: "Give one of them another id, or leave their ids out.")
    }
    self.runs = runs
    (skipped, notes) = (conversion.skipped, conversion.notes)
    replace = params.replace
    failures = found.flatMap(\.failures)
  }

  /// Stores all of them, or none.
  func planned(_ baseline: BaselineChange?) -> PlannedWrite<Ingest.Result> {
    let last = runs.count - 1
    let writes = runs.enumerated().map { place, run in
      StoreWrite.ingest(
        run.run, isDated: run.isDated, replace: replace, baseline: place == last ? baseline : nil)
    }
    let points = runs.map(\.run.points.count)
    let (failures, skipped, notes) = (failures, skipped, notes)
    return PlannedWrite(.all(writes)) { outcome in
      var result = Ingest.Result()
      let stored = zip(outcome.parts, points).map { part, points in
        var run = IngestedRun()
        run.runID = part.runID
        run.points = points
        run.created = part.created
        return run
      }
      result.runID = stored.last?.runID ?? ""
      result.points = points.reduce(0, +)
      result.created = stored.contains { $0.created }
      result.runs = stored
      result.failures = failures
      result.skipped = skipped
      result.notes = notes
      return result
    }
  }

  private static func adapter(_ name: String) throws(RPCError) -> (any Adapter.Type)? {
    do throws(UnknownFormat) {
      return try Detection.adapter(named: name)
    } catch {
      let meant = nearest(to: name, among: UnknownFormat.names).map { "Did you mean \"\($0)\"? " } ?? ""
      throw RPCError(
        .invalidParams, "params.from: no adapter reads \"\(name)\"", path: "params.from",
        hint: meant + "There are \(UnknownFormat.names.joined(separator: ", ")).")
    }
  }

  private static func convert(
    _ params: Ingest.Params, by adapter: (any Adapter.Type)?
  ) throws(RPCError) -> (runs: [Run], conversion: Conversion) {
    let collected = CollectedRuns()
    var conversion = Conversion(tags: params.tags) { collected.take($0, $1) }
    do throws(AdapterError) {
      try conversion.read(
        params.files.map { SourceFile(name: $0.key, bytes: Array($0.value.utf8)) }, by: adapter)
    } catch {
      let path = "params.files[\"\(error.file)\"]"
      throw RPCError(.invalidParams, "\(path): \(error.sentence)", path: path, hint: error.hint)
    }
    return (collected.runs, conversion)
  }
}

extension RPCError {
  fileprivate static func noResults(_ skipped: [InputRemark]) -> RPCError {
    let reasons = skipped.prefix(3).map {
      " \([$0.file, $0.place].filter { !$0.isEmpty }.joined(separator: ", ")): \($0.reason)."
    }
    return RPCError(
      .invalidParams, "params.files: there is no result in them", path: "params.files",
      hint: "Were benchmarks run at all?" + reasons.joined())
  }
}
