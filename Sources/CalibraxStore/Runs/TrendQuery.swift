public import CalibraxJSON
import CalibraxModel

/// Which values a trend is made of.
public struct TrendQuery: Sendable {
  /// The metric's name.
  public var metric: String
  /// The point's name.
  public var point: String
  /// Tags that the point must have; it may have more.
  public var tags: OrderedMap<String>
  /// How many of the newest runs that have the metric; `nil` for all.
  public var runs: Int?
  /// Only runs of this branch.
  public var branch: String?

  /// A query.
  public init(metric: String, point: String, tags: OrderedMap<String>, runs: Int? = nil, branch: String? = nil) {
    self.metric = metric
    self.point = point
    self.tags = tags
    self.runs = runs
    self.branch = branch
  }
}

extension RunTable {
  /// The values of a metric, one a run (that of the run's first point that matches and has it), oldest first.
  func trend(_ query: TrendQuery) -> [TrendPoint] {
    guard let metric = names.existingNumber(of: Spelling(query.metric)),
      let marks = marks(name: query.point, tags: query.tags)
    else { return [] }
    var points: [TrendPoint] = []
    for number in order.reversed() {
      if points.count == query.runs ?? .max { break }
      guard let row = rows[Int(number)], query.branch == nil || row.branch == query.branch,
        let cell = row.firstCell(of: metric, where: marks)
      else { continue }
      var point = TrendPoint()
      point.runID = row.id
      point.timestamp = row.timestamp
      point.value = cell.value
      point.commit = row.commit
      point.lower = row.bounds(of: cell)?.lower.finite
      point.upper = row.bounds(of: cell)?.upper.finite
      points.append(point)
    }
    return points.reversed()
  }
}

extension RunRow {
  fileprivate func firstCell(of metric: Int32, where marks: [Bool]) -> Cell? {
    for index in points.indices where marks[Int(points[index].key)] {
      for cell in cells[cells(ofPoint: index)] where cell.metric == metric && cell.value.isFinite { return cell }
    }
    return nil
  }
}
