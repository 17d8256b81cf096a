public import CalibraxAPI
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Trend: ReadMethod {
  /// Answers with the values.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> TrendSeries {
    var series = TrendSeries()
    series.metric = params.metric
    series.pointName = params.point
    series.tags = params.tags
    series.points = state.store.trend(
      TrendQuery(
        metric: params.metric, point: params.point, tags: params.tags, runs: params.runs, branch: params.branch))
    return series
  }
}
