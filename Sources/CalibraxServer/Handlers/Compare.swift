public import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Compare: ReadMethod {
  /// Compares.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> ComparisonReport {
    guard params.runs.count >= 2 else {
      throw RPCError(
        .invalidParams, "params.runs: \(params.runs.count) given, and at least two are compared", path: "params.runs",
        hint: "Give {\"label\": run_id or run, …}.")
    }
    var runs = OrderedMap<Run>()
    for member in params.runs {
      switch member.value {
      case .id(let id):
        do throws(RPCError) {
          runs[member.key] = try state.run(id, or: nil)
        } catch {
          throw error.path == nil ? error : error.at("params.runs.\(member.key)")
        }
      case .document(let run): runs[member.key] = run
      }
    }
    return compare(runs, metrics: params.metrics, definitions: state.store.definitions)
  }
}
