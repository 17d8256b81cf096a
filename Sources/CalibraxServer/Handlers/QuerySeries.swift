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
      let read = snapshot.read(
        from: params.from, to: params.to, isRecordedOrder: params.order == .recorded,
        reducedTo: params.maxPoints ?? largestCount)
      guard params.maxPoints != nil || read.count <= largestCount else {
        throw RPCError(
          .limitExceeded, "The series has \(read.count) samples there, and an answer holds \(largestCount).",
          hint: "Ask for a part with from and to, or for fewer with max_points.")
      }
      var result = result
      result.count = read.count
      result.lost = read.lost
      if !read.reasons.isEmpty { result.damage = read.reasons.map { RPCError($0).message } }
      result.points = read.samples
      result.reduced = result.points.count < result.count
      return result
    }
  }
}
