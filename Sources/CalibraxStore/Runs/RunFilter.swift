public import CalibraxJSON
public import CalibraxModel

/// Which runs to list.
public struct RunFilter: Sendable {
  /// Only runs of this branch.
  public var branch: String?
  /// Only runs of the commit that begins so.
  public var commit: String?
  /// Only runs with a point of this name.
  public var point: String?
  /// Only runs with a point that has these tags.
  public var tags: OrderedMap<String> = [:]
  /// Only runs at or after this moment.
  public var since: Timestamp?
  /// Only runs at or before this moment.
  public var until: Timestamp?

  /// Every run.
  public init() {}
}

/// A place in the list of runs, newest first: behind the run that it names.
public struct RunCursor: Equatable, Sendable {
  let moment: Int64
  let id: String

  /// The cursor as text, to be given back unchanged.
  public var text: String { "\(moment):\(id)" }

  init(moment: Int64, id: String) {
    self.moment = moment
    self.id = id
  }

  /// Reads a cursor; `nil` when it is none.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), let moment = Int64(text[..<colon]) else { return nil }
    self.init(moment: moment, id: String(text[text.index(after: colon)...]))
  }
}

/// Part of a list of runs, and where the next part begins.
public struct RunPage: Sendable {
  /// The runs, newest first.
  public var runs: [RunHead] = []
  /// Where the list goes on; `nil` at its end.
  public var next: RunCursor?
}

extension RunTable {
  /// The runs that pass a filter, newest first, from behind a cursor.
  func page(_ filter: RunFilter, after cursor: RunCursor?, limit: Int) -> RunPage {
    let marks: [Bool]?
    if let name = filter.point {
      guard let named = self.marks(name: name, tags: filter.tags) else { return RunPage() }
      marks = named
    } else {
      marks = filter.tags.isEmpty ? nil : self.marks(tags: filter.tags)
    }
    var page = RunPage()
    var last: RunRow?
    for number in order.reversed() {
      guard let row = rows[Int(number)], filter.passes(row, marks: marks) else { continue }
      if let cursor, (row.moment, row.id) >= (cursor.moment, cursor.id) { continue }
      if page.runs.count == limit {
        page.next = last.map { RunCursor(moment: $0.moment, id: $0.id) }
        break
      }
      page.runs.append(RunHead(row))
      last = row
    }
    return page
  }
}

extension RunFilter {
  fileprivate func passes(_ row: RunRow, marks: [Bool]?) -> Bool {
    if let branch, row.branch != branch { return false }
    if let commit, row.commit?.hasPrefix(commit) != true { return false }
    if let since, row.moment < since.microseconds { return false }
    if let until, row.moment > until.microseconds { return false }
    if let marks, !row.points.contains(where: { marks[Int($0.key)] }) { return false }
    return true
  }
}

extension RunHead {
  init(_ row: RunRow) {
    self.init()
    runID = row.id
    timestamp = row.timestamp
    commit = row.commit
    branch = row.branch
    points = row.points.count
  }
}

extension BaselineHead {
  init(name: String, _ row: RunRow) {
    self.init()
    self.name = name
    runID = row.id
    timestamp = row.timestamp
    commit = row.commit
    branch = row.branch
    points = row.points.count
  }
}
