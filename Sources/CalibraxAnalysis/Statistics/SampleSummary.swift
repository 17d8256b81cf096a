public import CalibraxModel

/// A coefficient of variation below which samples are stable.
public let stabilityThreshold = 0.1

/// Sums up samples: where they lie, how far they are spread, and how well their mean is known (calibrax, `summarize`).
///
/// The coefficient of variation is std / mean, 0 where the mean is 0.
///
/// - Parameters:
///   - samples: Finite numbers of at most 1e300; of none everything is 0.
///   - bootstrap: What the confidence interval of the mean comes from.
public func summarize(_ samples: [Double], bootstrap: Bootstrap = Bootstrap()) -> SampleSummary {
  var summary = SampleSummary()
  let sorted = samples.sorted()
  guard let least = sorted.first, let largest = sorted.last else { return summary }
  let moments = Moments(samples)
  let interval = bootstrap.interval(moments)
  summary.mean = moments.mean
  summary.median = sorted.medianOfSorted
  summary.std = moments.standardDeviation
  summary.min = least
  summary.max = largest
  summary.cv = moments.mean == 0 ? 0 : (moments.standardDeviation / moments.mean).clampedToFinite
  summary.lower = interval.lower
  summary.upper = interval.upper
  summary.count = samples.count
  summary.isStable = summary.cv < stabilityThreshold
  return summary
}
