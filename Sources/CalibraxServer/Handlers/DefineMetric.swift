public import CalibraxAPI
import CalibraxJSON
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension DefineMetric: StreamMethod {
  /// It stores the definition.
  public static var isForWriters: Bool { true }
  /// It is in the log before the answer.
  public static var isStaging: Bool { true }

  /// Defines the series, unless another definition has its name.
  public static func handle(
    _ params: Params, _ state: inout State, _ session: inout Session
  ) throws(RPCError) -> Result {
    let reference = SeriesReference(execution: params.executionID, key: params.key)
    let name = try reference.name(state)
    let definition = SeriesDefinition(group: params.group, scale: params.scale, throttle: params.throttle)
    if let problem = definition.problem { throw RPCError(params: problem) }
    if !definition.isBare, let conflict = state.series.conflict(of: name, definition) {
      throw RPCError(
        .conflict, "In the execution \"\(name.execution)\" \(conflict).", path: "params.\(conflict.part.rawValue)",
        hint: "Give it another name, or define it as before; listSeries shows how.")
    }
    do throws(StoreError) { try state.series.prepare() } catch { throw RPCError(error) }
    var result = Result()
    result.series = state.series.define(name, definition)
    return result
  }
}
