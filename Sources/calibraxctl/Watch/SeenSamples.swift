import CalibraxAPI
import CalibraxModel

/// How much of each series has been seen, so that nothing is shown twice and what is missing is noticed.
struct SeenSamples {
  /// The largest x of samples and how many of them have it.
  struct End: Equatable {
    var at: Double
    var times: Int

    fileprivate mutating func take(_ sample: Sample) {
      if sample.at > at { self = End(at: sample.at, times: 0) }
      if sample.at == at { times += 1 }
    }
  }

  private struct Seen {
    var count = 0
    /// The end of those that were seen; `nil` before the first, and when some were passed over.
    var end: End?
    var isWhole = true
  }

  private var series: [SeriesName: Seen] = [:]

  /// The executions of which something was seen.
  var executions: Set<String> { Set(series.keys.map(\.execution)) }

  /// How many samples of a series were seen.
  func count(of name: SeriesName) -> Int { series[name]?.count ?? 0 }

  /// Where those end that were seen; `nil` when it is not known.
  func end(of name: SeriesName) -> End? { series[name]?.end }

  /// Samples up to a number are not wanted.
  mutating func pass(_ name: SeriesName, upTo count: Int) {
    guard count > self.count(of: name) else { return }
    series[name] = Seen(count: count, end: nil, isWhole: false)
  }

  /// A server may have fewer samples than it told of, when it lost the last ones: what comes then is new.
  mutating func limit(to heads: [SeriesHead]) {
    let counts = Dictionary(heads.map { ($0.name, $0.count) }) { $1 }
    for (name, seen) in series where seen.count > counts[name] ?? 0 {
      series[name] = Seen(count: counts[name] ?? 0, end: nil, isWhole: counts[name] == nil)
    }
  }

  /// Whether samples are missing before these.
  func isAhead(_ part: SamplesEvent.Part) -> Bool { part.first > count(of: part.name) }

  /// The samples that were not seen yet, which now are.
  mutating func take(_ part: SamplesEvent.Part) -> SamplesEvent.Part {
    if isAhead(part) { pass(part.name, upTo: part.first) }
    var seen = series[part.name] ?? Seen()
    var new = part
    new.points.removeFirst(min(part.points.count, seen.count - part.first))
    new.first += part.points.count - new.points.count
    seen.count += new.points.count
    for point in new.points where seen.isWhole {
      seen.end = seen.end ?? End(at: point.at, times: 0)
      seen.end?.take(point)
    }
    series[part.name] = seen
    return new
  }
}
