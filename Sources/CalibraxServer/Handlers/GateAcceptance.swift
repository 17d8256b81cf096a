import CalibraxAPI
import CalibraxModel
import CalibraxRPC
import CalibraxStore

/// What baselines say of a gate: which branch a run is held against, up to which commit, and from which run on the level
/// is what was accepted.
struct GateAcceptance: Sendable {
  private let heads: [String: BaselineHead]
  private let trail: AuditTrail

  /// What a gate goes by.
  struct Basis {
    var branch: String?
    var forkPoint: String?
    var accepted: String?
  }

  init(_ store: any Store) {
    heads = Dictionary(store.baselines().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    trail = store.auditTrail
  }

  /// Reads the audit trail, where there is something to find.
  ///
  /// - Parameters:
  ///   - current: The run that is judged.
  ///   - params: What was asked for; it goes before what the trail says.
  func basis(_ current: Run, _ params: Check.Params) throws(RPCError) -> Basis {
    var basis = Basis(branch: params.baseBranch ?? current.branch, forkPoint: params.forkPoint)
    let own = current.branch ?? BaselineName.main
    if let fork = try newest({ $0.name == own && $0.forkOf != nil }),
      params.baseBranch == nil || params.baseBranch == fork.forkOf
    {
      basis.branch = fork.forkOf
      basis.forkPoint = params.forkPoint ?? fork.forkPoint
    }
    if let name = params.baseline {
      basis.accepted = heads[name]?.runID
    } else {
      basis.accepted = try accepted(as: own)
      if basis.accepted == nil { basis.accepted = try accepted(as: basis.branch ?? BaselineName.main) }
    }
    return basis
  }

  /// The run that a baseline held when somebody last said why. Whatever set it since without a word changes nothing.
  private func accepted(as name: String) throws(RPCError) -> String? {
    try newest { $0.name == name && $0.reason != nil }?.runID
  }

  /// The newest change of its kind.
  private func newest(_ isMeant: (BaselineChange) -> Bool) throws(RPCError) -> BaselineChange? {
    var found: BaselineChange?
    _ = try trail.visit { change in
      if isMeant(change) { found = change }
      return found == nil
    }
    return found
  }
}
