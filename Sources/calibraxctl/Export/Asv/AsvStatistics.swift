import CalibraxAnalysis
import CalibraxModel

/// What asv wants to know of the samples that a value is of.
struct AsvStatistics {
  /// The bounds that the run tells, which asv takes for those of 99 %; infinite where it tells none.
  let lower: Double
  let upper: Double
  let quartiles: (lower: Double, upper: Double)
  /// How many samples; `nil` where nobody says.
  let count: Int?

  /// `nil` for a value that is all there is, and for a size without bounds: asv cannot show one that is infinite.
  init?(_ metric: Metric, in unit: String) {
    let samples = Self.samples(metric)?.sorted() ?? []
    let bounds = metric.lower.flatMap { lower in metric.upper.map { (lower: lower, upper: $0) } }
    if bounds == nil, samples.isEmpty || unit == "bytes" { return nil }
    lower = bounds?.lower ?? -.infinity
    upper = bounds?.upper ?? .infinity
    let value = metric.value ?? 0
    quartiles =
      samples.isEmpty
      ? (bounds?.lower ?? value, bounds?.upper ?? value)
      : (samples.quantileOfSorted(0.25), samples.quantileOfSorted(0.75))
    count = samples.isEmpty ? nil : samples.count
  }

  /// The samples that are numbers; `nil` for none.
  static func samples(_ metric: Metric) -> [Double]? {
    let samples = metric.samples?.compactMap(\.self).filter(\.isFinite) ?? []
    return samples.isEmpty ? nil : samples
  }
}
