public import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

extension Summarize: ComputeMethod {
  /// How many samples are drawn at most: about a second's.
  private static let largestDraw = 200_000_000

  /// Takes the samples.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> SampleSummary {
    let samples: [Double]
    if let given = params.samples {
      try params.refuse(beside: "samples")
      samples = given
    } else {
      samples = try state.values(of: params, inPlaceOf: "samples").map(\.value)
    }
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
}
