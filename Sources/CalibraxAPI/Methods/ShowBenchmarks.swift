public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Lists the benchmarks with how they fared.
public enum ShowBenchmarks: Method {
  /// The name on the wire.
  public static let name = "benchmarkOverview"
  /// What it does.
  public static let summary = "The benchmarks with when they ran, how often, and how their last runs fared."

  /// Nothing is asked.
  public typealias Params = Empty

  /// The benchmarks.
  public struct Result: Record {
    /// The benchmarks.
    public var benchmarks: [BenchmarkHead] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("benchmarks", \.benchmarks, "The benchmarks, by name.")
    ]
  }
}
