public import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Summarize: ComputeMethod {
  /// How many samples are drawn at most: about a second's.
  private static let largestDraw = 200_000_000

  /// Takes the samples.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> SampleSummary {
    let samples = try samples(params, state)
    try checkSamples(samples, "samples")
    guard samples.count * params.resamples <= largestDraw else {
      throw RPCError(
        .limitExceeded,
        "\(params.resamples) resamples of \(samples.count) samples are more than \(largestDraw) numbers.",
        path: "params.resamples", hint: "Ask for \(largestDraw / samples.count) resamples, or fewer.")
    }
    var bootstrap = Bootstrap()
    bootstrap.confidence = params.confidence
    bootstrap.resamples = params.resamples
    bootstrap.seed = UInt64(bitPattern: Int64(params.seed))
    bootstrap.method = params.method
    return { [bootstrap] () throws(RPCError) in summarize(samples, bootstrap: bootstrap) }
  }

  /// Those given, or the values of the metric.
  private static func samples(_ params: Params, _ state: borrowing State) throws(RPCError) -> [Double] {
    if let samples = params.samples {
      let naming: [(name: String, isGiven: Bool)] = [
        ("metric", params.metric != nil), ("point", params.point != nil), ("tags", !params.tags.isEmpty),
        ("n_runs", params.runs != nil), ("branch", params.branch != nil),
      ]
      for member in naming where member.isGiven { try refuseBoth(member.name, member.name, "samples") }
      return samples
    }
    guard let metric = params.metric else {
      throw RPCError(
        .invalidParams, "params.samples: is missing", path: "params.samples",
        hint: "Give samples, or metric and point.")
    }
    guard let point = params.point else {
      throw RPCError(
        .invalidParams, "params.point: is missing", path: "params.point", hint: "Name the point that has the metric.")
    }
    let query = TrendQuery(metric: metric, point: point, tags: params.tags, runs: params.runs, branch: params.branch)
    let values = state.store.trend(query).map(\.value)
    guard !values.isEmpty else {
      throw RPCError(
        .notFound, "No run has a value of the metric \"\(metric)\" for such a point \"\(point)\".",
        path: "params.metric", hint: "getRun shows the points and metrics of a run.")
    }
    return values
  }
}
