public import CalibraxModel

/// Which runs of a branch tell what may be expected of the next.
public struct BranchQuery: Sendable {
  /// The branch; that of the newest run when `nil`.
  public var branch: String?
  /// Members of environments that do not tell them apart.
  public var ignored: Set<String> = []
  /// How many runs are looked at.
  public var limit = 50

  /// A query for the branch of the newest run.
  public init() {}
}

/// The runs of a branch.
public struct BranchRuns: Sendable {
  /// The branch; `nil` for runs without one.
  public var branch: String?
  /// Those of the environment of the newest.
  public var runs = GateRuns()
  /// How many more there are, of other environments.
  public var otherEnvironments = 0
}

extension RunTable {
  /// The newest runs of a branch.
  func branchRuns(_ query: BranchQuery) -> BranchRuns {
    var result = BranchRuns(branch: query.branch ?? latest?.branch)
    let rows = order.compactMap { self.rows[Int($0)] }.filter { $0.branch == result.branch }
    guard let newest = rows.last else { return result }
    let isSame = areSame(as: environment(of: newest), ignored: query.ignored)
    let comparable = rows.filter { isSame[Int($0.environment)] }
    result.otherEnvironments = rows.count - comparable.count
    result.runs = gateRuns(comparable.suffix(query.limit).map { ($0, .history) })
    result.runs.definitions = definitions[newest.definitions]
    return result
  }
}
