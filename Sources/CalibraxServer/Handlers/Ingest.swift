public import CalibraxAPI
import CalibraxJSON
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Ingest: WriteMethod {
  /// A run depends on nothing that was stored before, so several may reach the disk together.
  public static var followsWrites: Bool { false }

  /// Normalizes the run.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    let now = state.clock.now()
    let baseline = params.setBaseline?.name.map { BaselineChange(of: $0, at: now) }
    if let baseline { try checkBaselineName(baseline.name, path: "params.set_baseline") }
    let run: Run
    do throws(JSONError) {
      run = try params.run.normalized(now: now)
    } catch {
      throw RPCError(params: error.under("run"))
    }
    let points = run.points.count
    return PlannedWrite(
      .ingest(run, isDated: !params.run.timestamp.isEmpty, replace: params.replace, baseline: baseline)
    ) { outcome in
      var result = Result()
      result.runID = outcome.runID
      result.points = points
      result.created = outcome.created
      return result
    }
  }
}
