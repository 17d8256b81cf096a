import CalibraxAPI
import CalibraxModel

/// How much of each series has been seen, so that nothing is shown twice and what is missing is noticed.
struct SeenSamples {
  private var counts: [SeriesName: Int] = [:]

  /// The executions of which something was seen.
  var executions: Set<String> { Set(counts.keys.map(\.execution)) }

  /// How many samples of a series were seen.
  func count(of name: SeriesName) -> Int { counts[name] ?? 0 }

  /// Samples up to a number are not wanted.
  mutating func pass(_ name: SeriesName, upTo count: Int) {
    counts[name] = max(self.count(of: name), count)
  }

  /// Whether samples are missing before these.
  func isAhead(_ part: SamplesEvent.Part) -> Bool { part.first > count(of: part.name) }

  /// The samples that were not seen yet, which now are.
  mutating func take(_ part: SamplesEvent.Part) -> SamplesEvent.Part {
    var new = part
    new.points.removeFirst(min(part.points.count, max(0, count(of: part.name) - part.first)))
    new.first += part.points.count - new.points.count
    pass(part.name, upTo: part.first + part.points.count)
    return new
  }
}
