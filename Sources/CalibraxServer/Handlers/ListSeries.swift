import CalibraxModel
public import CalibraxAPI
public import CalibraxRPC
import CalibraxStore

extension ListSeries: ReadMethod {
  /// Answers with a part of the list.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    let keys = Set(params.keys)
    var result = Result()
    for series in state.series.list(of: params.executionID, from: max(0, params.cursor ?? 0)) {
      guard let head = state.series.head(series), keys.isEmpty || keys.contains(head.key) else { continue }
      if result.series.count == params.limit {
        result.nextCursor = series
        break
      }
      result.series.append(head)
    }
    return result
  }
}
