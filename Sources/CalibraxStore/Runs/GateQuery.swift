public import CalibraxModel

/// Which runs a gate looks at.
public struct GateQuery: Sendable {
  /// The run that is judged; it need not be stored.
  public var current: Run
  /// Whether the run is given, and one of its identifier that is stored does not count.
  public var isGiven = false
  /// The branch whose runs it is held against.
  public var branch: String?
  /// The commit of that branch, or how it begins, up to which runs count.
  public var forkPoint: String?
  /// The run whose values were accepted as the level; from it on runs of the judged one's own branch count too.
  public var accepted: String?
  /// More runs of the same code, by identifier. Where none is named they are the runs of the same commit before it.
  public var contenders: Set<String> = []
  /// The commit, or how it begins, whose runs were made in turns with those of the judged one.
  public var baseCommit: String?
  /// Members of environments that do not tell them apart.
  public var ignored: Set<String> = []
  /// How many earlier runs are looked at.
  public var limit = 200

  /// A query for a run, with its environment.
  public init(_ current: Run) { self.current = current }
}

extension RunTable {
  /// Runs of other environments tell that there are some.
  private static let foreignLimit = 10

  /// The runs that a gate looks at, oldest first. One that is judged and not stored is not among them.
  func gateRuns(_ query: GateQuery) -> GateRuns {
    let order = order.compactMap { rows[Int($0)] }
    let isSame = areSame(as: query.current.environment, ignored: query.ignored)
    let end = order.firstIndex { $0.id == query.current.id }.map { $0 + 1 } ?? order.count
    let contenders = self.contenders(query, order, end: end, isSame)
    let start = contenders.first ?? end
    var forkPlace: Int?
    if let forkPoint = query.forkPoint {
      forkPlace = order[..<start].lastIndex { $0.branch == query.branch && $0.isOf(forkPoint) }
    }
    let acceptedPlace = query.accepted.flatMap { id in order[..<end].lastIndex { $0.id == id } }
    var places = order[..<end].indices.filter { place in
      let row = order[place]
      if query.isGiven && row.id == query.current.id { return false }
      // An accepted run is the level also where it is judged itself, or came from another branch.
      if place == acceptedPlace { return true }
      guard place < start else { return false }
      if row.branch == query.branch, place <= forkPlace ?? start { return true }
      return row.branch == query.current.branch && acceptedPlace.map { place >= $0 } ?? false
    }
    let foreign = places.filter { !isSame[Int(order[$0].environment)] }.suffix(Self.foreignLimit)
    places = (places.filter { isSame[Int(order[$0].environment)] }.suffix(query.limit) + foreign).sorted()
    let history = Set(places)
    let chosen = Set(contenders)
    let bases = Set(bases(query, order, contenders, isSame))
    var runs = gateRuns(
      history.union(chosen).union(bases).sorted().map { place in
        let row = order[place]
        var role: GateRuns.Role = []
        if history.contains(place) { role.insert(isSame[Int(row.environment)] ? .history : .foreign) }
        if chosen.contains(place) { role.insert(.contender) }
        if bases.contains(place) { role.insert(.base) }
        return (row, role)
      })
    runs.isForkPointFound = query.forkPoint.map { _ in forkPlace != nil }
    if let newest = places.last { runs.definitions = definitions[order[newest].definitions] }
    return runs
  }

  /// The judged run and those of the same code, environment and branch before it, up to one of other code that is not the
  /// base's.
  private func contenders(_ query: GateQuery, _ order: [RunRow], end: Int, _ isSame: [Bool]) -> [Int] {
    let current = query.current
    if !query.contenders.isEmpty {
      return order.indices.filter { place in
        let id = order[place].id
        return id == current.id ? !query.isGiven : query.contenders.contains(id)
      }
    }
    var places: [Int] = []
    for place in (0..<end).reversed() {
      let row = order[place]
      if row.id == current.id {
        if !query.isGiven { places.append(place) }
        continue
      }
      guard row.branch == current.branch else { continue }
      guard let commit = current.commit, row.commit == commit else {
        // Runs of two codes that were made in turns.
        if let base = query.baseCommit, row.isOf(base) { continue }
        break
      }
      if isSame[Int(row.environment)] { places.append(place) }
    }
    return places.reversed()
  }

  /// The runs of the base's code since the last before the contenders.
  private func bases(
    _ query: GateQuery, _ order: [RunRow], _ contenders: [Int], _ isSame: [Bool]
  ) -> [Int] {
    guard let commit = query.baseCommit, let first = contenders.first else { return [] }
    let places = order.indices.filter { place in
      order[place].isOf(commit) && isSame[Int(order[place].environment)]
        && !contenders.contains(place)
    }
    let start = places.last { $0 < first } ?? first
    return places.filter { $0 >= start }
  }
}

extension RunRow {
  /// Whether it measured a commit; one of both may be cut short.
  fileprivate func isOf(_ other: String) -> Bool {
    guard let commit, !other.isEmpty else { return false }
    return commit.hasPrefix(other) || (commit.count >= 7 && other.hasPrefix(commit))
  }
}
