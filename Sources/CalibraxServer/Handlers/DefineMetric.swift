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
    if let series = state.series.series(name) {
      let before = state.series.definition(series)
      let isOpen = before.group == nil && before.scale == nil
      guard isOpen || before.group == definition.group && before.scale == definition.scale else {
        throw RPCError(
          .conflict, "\"\(name.key)\" is defined with another group or scale in the execution \"\(name.execution)\".",
          path: "params.key", hint: "Give the metric another key, or define it as it was; listSeries shows how.")
      }
    }
    do throws(StoreError) { try state.series.prepare() } catch { throw RPCError(error) }
    var result = Result()
    result.series = state.series.define(name, definition)
    return result
  }
}
