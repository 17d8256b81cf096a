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
    if params.from != nil { throw .both("from") }
    if !params.files.isEmpty { throw .both("files") }
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
      hint: "Give the run, or from and files.")
  }
}
