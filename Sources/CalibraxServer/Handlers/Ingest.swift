public import CalibraxAPI
import CalibraxAdapters
import CalibraxJSON
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Ingest: WriteMethod {
  /// A run depends on nothing that was stored before, so several may reach the disk together.
  public static var followsWrites: Bool { false }

  /// Normalizes the run, or those that the files hold.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    let now = state.clock.now()
    let baseline = params.setBaseline?.name.map { BaselineChange(of: $0, at: now) }
    if let baseline { try checkBaselineName(baseline.name, path: "params.set_baseline") }
    guard let run = params.run else { return try IngestedFiles(params, now).planned(baseline) }
    let others: [(name: String, isGiven: Bool)] = [
      ("from", params.from != nil), ("files", !params.files.isEmpty), ("tags", !params.tags.isEmpty),
      ("commit", params.commit != nil), ("branch", params.branch != nil), ("timestamp", params.timestamp != nil),
      ("environment", !params.environment.isEmpty),
    ]
    for other in others where other.isGiven { throw .both(other.name) }
    let write: StoreWrite
    let points = run.points.count
    do throws(JSONError) {
      write = .ingest(
        try run.normalized(now: now), isDated: !run.timestamp.isEmpty, replace: params.replace, baseline: baseline)
    } catch {
      throw RPCError(params: error.under("run"))
    }
    return PlannedWrite(write) { outcome in
      var result = Result()
      result.runID = outcome.runID
      result.points = points
      result.created = outcome.created
      return result
    }
  }
}

extension RPCError {
  fileprivate static func both(_ member: String) -> RPCError {
    RPCError(
      .invalidParams, "params.\(member): given beside run", path: "params.\(member)",
      hint: "Say it in the run, or give from and files in its place.")
  }
}
