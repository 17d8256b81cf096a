import CalibraxModel
public import CalibraxAPI
public import CalibraxRPC
import CalibraxStore

extension ListSeries: ReadMethod {
  /// Answers with a part of the list.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    var result = Result()
    for series in candidates(params, state) {
      guard let head = state.series.head(series) else { continue }
      if result.series.count == params.limit {
        result.nextCursor = series
        break
      }
      result.series.append(head)
    }
    return result
  }

  /// The series that are meant, in the order they were defined.
  private static func candidates(_ params: Params, _ state: borrowing State) -> any Sequence<Int> {
    let first = max(0, params.cursor ?? 0)
    let series = state.series
    guard let execution = params.executionID, !params.keys.isEmpty else {
      let keys = Set(params.keys)
      return series.list(of: params.executionID, from: first).lazy.filter {
        keys.isEmpty || series.key($0).map { keys.contains($0) } ?? false
      }
    }
    let named = params.keys.compactMap { series.series(SeriesName(execution: execution, key: $0)) }
    return Set(named).sorted().filter { $0 >= first }
  }
}
