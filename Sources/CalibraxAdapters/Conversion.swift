public import CalibraxJSON
public import CalibraxModel

/// Takes the runs that adapters make of files, and what they leave out.
///
/// Results of several files are one run unless they have an identifier, say that they are of different commits, branches
/// or environments, have the same point, or say that a metric improves in different directions; the entries of a history
/// are runs of their own, handed on as soon as they are read.
public struct Conversion {
  /// What was left out, in the order of the files.
  public private(set) var skipped: [InputRemark] = []
  /// What is to be known of what was not left out.
  public private(set) var notes: [InputRemark] = []
  /// Takes a finished run and where it was found; `false` to be given no more.
  private let deliver: (Run, Origin) -> Bool
  private let joinsFiles: Bool
  let refusesBadFiles: Bool
  /// How many files could not be read as what they are and were left out.
  public internal(set) var badFiles = 0
  private let tags: OrderedMap<String>
  private var file = ""
  /// Runs that results of other files may still join.
  private var open: [Run] = []
  /// Whether somebody still wants runs.
  public private(set) var isWanted = true

  /// - Parameters:
  ///   - tags: Tags that every point gets.
  ///   - joinsFiles: Whether results of several files may be one run.
  ///   - refusesBadFiles: Whether a bad file ends it all; otherwise it is reported and left out.
  ///   - deliver: Takes a finished run and where it was found; `false` to be given no more.
  public init(
    tags: OrderedMap<String> = [:], joinsFiles: Bool = true, refusesBadFiles: Bool = true,
    into deliver: @escaping (Run, Origin) -> Bool
  ) {
    self.tags = tags
    self.joinsFiles = joinsFiles
    self.refusesBadFiles = refusesBadFiles
    self.deliver = deliver
  }

  /// Where a run was found.
  public struct Origin: Sendable {
    /// The file; of several the last.
    public let file: String
    /// Whether it is an entry of a history, or a run that somebody made: measured who knows where and of what.
    public let isEntry: Bool
  }

  /// Begins with a file: what is left out from now on is of it.
  mutating func begin(_ file: String) {
    self.file = file
  }

  /// Takes in that a file has been read.
  mutating func endFile() {
    if !joinsFiles { finish() }
  }

  /// Remarks on something that is not left out.
  mutating func note(_ place: String, _ remark: String) {
    notes.append(InputRemark(file, place, remark))
  }

  /// Notes that something is left out.
  mutating func skip(_ place: String, _ reason: String) {
    skipped.append(InputRemark(file, place, reason))
  }

  /// Notes that the last line of a file is left out, if it was.
  mutating func skip(unfinishedLine number: Int?) {
    guard let number else { return }
    skip("line \(number)", "no line break ends it, so it may have been cut off")
  }

  /// Takes the results of a file or folder. Nothing, where they have no point.
  mutating func add(_ results: RunDraft) {
    let run = tagged(results.run)
    if run.points.isEmpty { return }
    let keys = Set(run.points.map(\.key))
    if let place = open.firstIndex(where: { $0.canJoin(run) && keys.isDisjoint(with: $0.points.map(\.key)) }) {
      open[place].join(run)
    } else {
      open.append(run)
    }
  }

  /// Takes an entry of a history. Nothing, where it has no point.
  mutating func addEntry(_ entry: RunDraft) {
    let run = tagged(entry.run)
    if run.points.isEmpty || !isWanted { return }
    isWanted = deliver(run.withUnitsDefined(), Origin(file: file, isEntry: true))
  }

  /// Takes a run that is whole already.
  mutating func addEntry(run: Run) {
    if isWanted { isWanted = deliver(tagged(run), Origin(file: file, isEntry: true)) }
  }

  /// Hands on the runs that nothing will join.
  mutating func finish() {
    for run in open where isWanted {
      isWanted = deliver(run.withUnitsDefined(), Origin(file: file, isEntry: false))
    }
    open = []
  }

  /// The run with the tags that every point gets. What a file says of a point stays, for it tells it from others.
  private mutating func tagged(_ run: Run) -> Run {
    guard !tags.isEmpty else { return run }
    var tagged = run
    tagged.points = []
    var keys = Set<PointKey>()
    var kept = Set<String>()
    for var point in run.points {
      for tag in tags where point.tags[tag.key] ?? tag.value != tag.value { kept.insert(tag.key) }
      point.tags = point.tags.overlaid(by: tags).overlaid(by: point.tags)
      if keys.insert(point.key).inserted {
        tagged.points.append(point)
      } else {
        skip(point.name, "with the tags that all points get it is the same as another one")
      }
    }
    for key in kept.sorted() { note("", "the tag \(key) stays what the file says") }
    return tagged
  }
}

extension Run {
  /// Whether another one may be of the same execution of a suite: nothing says that it is not.
  fileprivate func canJoin(_ other: Run) -> Bool {
    func agree<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool { one == nil || other == nil || one == other }
    return id.isEmpty && other.id.isEmpty && agree(commit, other.commit) && agree(branch, other.branch)
      && environment.allSatisfy { agree($0.value, other.environment[$0.key]) }
      && metricDefs.allSatisfy { agree($0.value.direction, other.metricDefs[$0.key]?.direction) }
  }

  /// Takes in the points of another one, and what is known of it; the earlier time counts.
  fileprivate mutating func join(_ other: Run) {
    points += other.points
    let times = [timestamp, other.timestamp].compactMap { text in Timestamp(text).map { ($0, text) } }
    timestamp = times.min { $0.0 < $1.0 }?.1 ?? ""
    commit = commit ?? other.commit
    branch = branch ?? other.branch
    environment.overlay(other.environment)
    for member in other.metadata where metadata[member.key] == nil { metadata[member.key] = member.value }
    for member in other.metricDefs where metricDefs[member.key] == nil { metricDefs[member.key] = member.value }
  }

  /// Adds a definition.
  ///
  /// - Returns: `false` when the metric is defined with another direction; it is for information then.
  mutating func define(_ definition: MetricDef) -> Bool {
    guard let known = metricDefs[definition.name] else {
      metricDefs[definition.name] = definition
      return true
    }
    if known.direction == definition.direction { return true }
    metricDefs[definition.name]?.direction = .info
    return known.direction == .info
  }

  /// The run with the unit of each metric in its definition; where a name is measured in several, each metric keeps its
  /// own.
  fileprivate func withUnitsDefined() -> Run {
    var units: [String: Set<String>] = [:]
    for point in points {
      for metric in point.metrics where metric.value.value != nil {
        units[metric.key, default: []].insert(metric.value.unit)
      }
    }
    var run = self
    for (name, found) in units { run.metricDefs[name]?.unit = found.count == 1 ? found.first ?? "" : "" }
    for place in run.points.indices {
      for name in run.points[place].metrics.keys
      where run.points[place].metrics[name]?.unit == run.metricDefs[name]?.unit {
        run.points[place].metrics[name]?.unknownMembers["unit"] = nil
      }
    }
    return run
  }
}

extension Metric {
  /// The unit that an adapter found.
  fileprivate var unit: String { unknownMembers["unit"]?.string ?? "" }
}
