public import CalibraxJSON
public import CalibraxModel

/// Which points to select.
public struct PointQuery: Sendable {
  /// Only points of this name.
  public var name: String?
  /// Only points of this scenario.
  public var scenario: String?
  /// Only points with these tags; they may have more.
  public var tags = OrderedMap<String>()
  /// Only these runs.
  public var runs: Set<String>?
  /// Only runs of this branch.
  public var branch: String?

  /// Every point.
  public init() {}
}

/// The points of the stored runs as they were at a moment, for another thread.
public struct PointSource: Sendable {
  let table: RunTable

  /// The points that a query selects, oldest run first.
  public func points(_ query: PointQuery) -> PointSelection { table.points(query) }

  /// What tells the points of these runs, or of all, from what they were or will be.
  public func version(of runs: Set<String>?) -> [String: Int] {
    guard let runs else { return ["": table.version] }
    return runs.reduce(into: [:]) { versions, run in versions[run] = table.version(of: run) }
  }
}

extension RunTable {
  fileprivate func points(_ query: PointQuery) -> PointSelection {
    var selection = PointSelection()
    guard let marks = query.name.map({ marks(name: $0, tags: query.tags) }) ?? marks(tags: query.tags) else {
      return selection
    }
    let scenario = query.scenario.map { names.existingNumber(of: Spelling($0)) }
    var keyNumbers: [Int32: Int] = [:]
    var metricNumbers: [Int32: Int] = [:]
    let candidates = query.runs.map { rows(of: $0) } ?? order.compactMap { rows[Int($0)] }
    for row in candidates where query.branch == nil || row.branch == query.branch {
      var hasBegun = false
      for index in row.points.indices {
        let point = row.points[index]
        guard marks[Int(point.key)], scenario == nil || scenario == point.scenario else { continue }
        if !hasBegun {
          hasBegun = true
          selection.begin(
            PointSelection.Run(
              id: row.id, timestamp: row.timestamp, commit: row.commit, branch: row.branch,
              environment: environments[row.environment]))
        }
        if keyNumbers[point.key] == nil { keyNumbers[point.key] = selection.add(keys[point.key]) }
        let cells = row.cells[row.cells(ofPoint: index)].map { cell in
          let number = metricNumbers[cell.metric] ?? selection.add(metric: names[cell.metric].text)
          metricNumbers[cell.metric] = number
          return PointSelection.Cell(metric: number, value: cell.value)
        }
        selection.append(place: index, key: keyNumbers[point.key] ?? 0, cells)
      }
    }
    return selection
  }
}
