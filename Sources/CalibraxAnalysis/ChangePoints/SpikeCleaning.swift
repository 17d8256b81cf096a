import CalibraxModel

/// A series in which spikes, one value or two far from all around them, are replaced by the median around them, so that
/// they neither look like a change nor hide one (Hampel's identifier in a window of seven).
struct SpikeCleaning {
  /// The values, spikes replaced; as many as there were.
  private(set) var values: [Double]
  /// The places of the spikes, ascending.
  private(set) var spikes: [Int] = []

  private static let reach = 3
  private static let longest = 2
  /// How many standard deviations a spike is away.
  private static let threshold = 4.0

  /// - Parameter values: Finite numbers.
  init(_ values: [Double]) {
    self.values = values
    guard values.count > 2 * Self.reach else { return }
    let floor = Self.spreadOfDifferences(values)
    var medians = values
    let isFar = values.indices.map { place in
      let window = values[max(0, place - Self.reach)...min(values.count - 1, place + Self.reach)].sorted()
      medians[place] = window.medianOfSorted
      let distance = abs(values[place] - medians[place])
      return distance > Self.threshold * floor
        && distance > Self.threshold * window.robustSpread(around: medians[place])
    }
    var place = 0
    while place < values.count {
      guard isFar[place] else { place += 1; continue }
      let end = isFar[place...].firstIndex(of: false) ?? values.count
      if end - place <= Self.longest {
        for spike in place..<end { self.values[spike] = medians[spike] }
        spikes += place..<end
      }
      place = end
    }
  }

  /// The standard deviation of independent normal noise whose neighbours differ as much. The upper quartile: of two modes
  /// half the neighbours are in the same one, and at most an eighth of the values may be spikes.
  private static func spreadOfDifferences(_ values: [Double]) -> Double {
    let differences = zip(values, values.dropFirst()).map { abs($1 - $0) }.sorted()
    return differences.quantileOfSorted(0.75) / (NormalDistribution.quantile(0.875) * 2.0.squareRoot())
  }
}
