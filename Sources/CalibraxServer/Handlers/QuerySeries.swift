public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension QuerySeries: ComputeMethod {
  /// Reads the series' samples.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    let series = try SeriesReference(series: params.series, execution: params.executionID, key: params.key)
      .existing(state)
    var head = Result()
    head.series = series
    let name = state.series.name(series)
    head.executionID = name?.execution ?? ""
    head.key = name?.key ?? ""
    head.total = state.series.count(series)
    let (snapshot, result) = (state.series.snapshot(of: series), head)
    return { () throws(RPCError) in
      let read = snapshot.samples(from: params.from, to: params.to)
      var result = result
      result.count = read.samples.count
      result.lost = read.lost
      if !read.reasons.isEmpty { result.damage = read.reasons.map { RPCError($0).message } }
      switch params.order {
      case .at: result.points = read.samples.sortedByAt().reduced(to: params.maxPoints ?? .max)
      case .recorded: result.points = read.samples.reducedInPlace(to: params.maxPoints ?? .max)
      }
      result.reduced = result.points.count < result.count
      return result
    }
  }
}
