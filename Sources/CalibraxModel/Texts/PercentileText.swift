/// A percentile as people call it: `p99` for 0.99, `p99.9` for 0.999.
public func percentileText(_ percentile: Double) -> String {
  // Fifteen digits leave out what the multiplication adds: 0.57 * 100 is 56.99999999999999.
  "p" + short(percentile * 100, 15)
}
