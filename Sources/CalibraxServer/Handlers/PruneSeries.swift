public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension PruneSeries: StreamMethod {
  /// It removes samples.
  public static var isForWriters: Bool { true }

  /// Forgets the segments; their files are removed by and by.
  public static func handle(
    _ params: Params, _ state: inout State, _ session: inout Session
  ) throws(RPCError) -> Result {
    var result = Result()
    let retention = SeriesRetention(age: params.maxAge.map { Int($0) }, size: params.maxBytes)
    result.segments = state.series.expired(retention, now: state.clock.now().unixSeconds)
    result.dryRun = params.dryRun
    if !params.dryRun { state.removals.append(state.series.forget(oldest: result.segments.count)) }
    return result
  }
}
