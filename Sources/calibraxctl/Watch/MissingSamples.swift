import CalibraxAPI
import CalibraxClient
import CalibraxModel

/// Samples of a series that were not seen yet, as the server has them.
struct MissingSamples {
  var part: SamplesEvent.Part
  /// How many more there are, which no answer can hold.
  var unshown = 0

  private init(_ result: QuerySeries.Result, first: Int, points: some Sequence<Sample>) {
    part = SamplesEvent.Part()
    (part.series, part.executionID, part.key) = (result.series, result.executionID, result.key)
    (part.first, part.points) = (first, Array(points))
  }

  /// Those behind what was seen, in the order they were recorded.
  ///
  /// - Parameter end: Where those end that were seen; `nil` when that is not known.
  init?(_ result: QuerySeries.Result, seen: Int, behind end: SeenSamples.End?) {
    if result.reduced {
      self.init(result, first: seen, points: result.points.filter { point in end.map { point.at > $0.at } ?? true })
      unshown = max(0, result.total - seen - part.points.count)
    } else if let end {
      // All that are missing lie behind the end, unless some were recorded before it.
      guard result.lost == 0, result.count - end.times == result.total - seen else { return nil }
      self.init(result, first: seen, points: result.points.dropFirst(end.times))
    } else {
      // Those that cannot be read are not among the points.
      self.init(result, first: result.total - result.points.count, points: result.points)
    }
  }
}

extension EventFeed {
  /// How many points are asked for when an answer with all of them is too large.
  private static let reductions = [1_000_000, 100_000, 10_000, 1_000, 100, 10]

  /// What is missing of a series: only that if possible, all there is otherwise, and less when no answer can hold it.
  /// `nil` when the connection is lost or the series is not there.
  func missing(of head: SeriesHead, _ seen: SeenSamples) throws(Failure) -> MissingSamples? {
    let count = seen.count(of: head.name)
    let end = seen.end(of: head.name)
    guard let result = try points(of: head, from: end?.at) else { return nil }
    if let missing = MissingSamples(result, seen: count, behind: end) { return missing }
    return try points(of: head, from: nil).flatMap { MissingSamples($0, seen: count, behind: nil) }
  }

  private func points(of head: SeriesHead, from: Double?) throws(Failure) -> QuerySeries.Result? {
    var params = QuerySeries.Params()
    params.series = head.series
    params.from = from
    params.order = .recorded
    let smaller = Self.reductions.map { points in
      var params = params
      params.maxPoints = points
      return params
    }
    return try call(QuerySeries.self, params, orIfTooLarge: smaller)
  }
}
