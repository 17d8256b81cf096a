import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxStore

/// A check by other runs than one baseline: what it needs of the state, and then, on another thread, of the disk.
struct GateCheck: Sendable {
  private let params: Check.Params
  private let source: GateSource
  private let definitions: OrderedMap<MetricDef>
  private let ignored: Set<String>
  private let acceptance: GateAcceptance
  private var gate = Gate()
  private let baseline: Run?

  /// How many runs of both codes are read to be compared in turns.
  private static let mostTurns = 200

  init(_ params: Check.Params, _ state: borrowing State) throws(RPCError) {
    if params.baselineRun != nil {
      throw RPCError(
        .invalidParams, "params.baseline_run: has no meaning for the method \(params.method.rawValue)",
        path: "params.baseline_run", hint: "It goes by stored runs; name their branch by base_branch.")
    }
    if let forkPoint = params.forkPoint { try checkText(forkPoint, "fork_point") }
    self.params = params
    source = state.store.gateSource
    definitions = state.store.definitions
    acceptance = GateAcceptance(state.store)
    ignored = Set(state.store.configuration.environmentIgnored)
    gate.method = params.method
    gate.threshold = params.threshold
    gate.falseDiscoveryRate = params.falseDiscoveryRate
    gate.policies = try state.policies()
    gate.objectives = try state.objectives()
    if let name = params.baseline {
      do throws(StoreError) { _ = try state.store.baseline(name) } catch { throw RPCError(error) }
    }
    baseline = params.method == .auto ? try Self.baseline(params, state) : nil
  }

  /// The baseline of the run's branch, of the base branch or main, where there is one of them.
  private static func baseline(_ params: Check.Params, _ state: borrowing State) throws(RPCError) -> Run? {
    let branch = try state.run(params.runID, or: params.run).branch
    let names = params.baseline.map { [$0] } ?? [branch, params.baseBranch, BaselineName.main].compactMap { $0 }
    for name in names {
      if let baseline = try? state.store.baseline(name) { return baseline }
    }
    return nil
  }

  /// The work to be done on another thread.
  func prepared(_ state: borrowing State) throws(RPCError) -> @Sendable () throws(RPCError) -> CheckReport {
    let reader = try state.runReader(params.runID, or: params.run)
    return { [self] () throws(RPCError) in try check(try reader()) }
  }

  private func check(_ current: Run) throws(RPCError) -> CheckReport {
    var query = GateQuery(current)
    query.isGiven = params.run != nil
    let basis = try acceptance.basis(current, params)
    (query.branch, query.forkPoint, query.accepted) = (basis.branch, basis.forkPoint, basis.accepted)
    query.contenders = Set(params.confirmRuns ?? [])
    query.ignored = ignored
    query.limit = max(200, gate.policies.all.map(\.mostRuns).max() ?? 0)
    try checkConfirmRuns(current)
    if params.method != .history { query.baseCommit = query.forkPoint }
    var runs = source.runs(query)
    if params.method != .history, query.forkPoint == nil {
      // The other code is that of the newest earlier run.
      query.baseCommit = runs.places(.history).last.flatMap { runs.runs[$0].commit }
      if query.baseCommit != nil { runs = source.runs(query) }
    }
    if query.isGiven { runs.append(current, as: .contender) { $1.finiteValue } }
    let turns = params.method == .history ? nil : try turns(runs, current)
    var gate = gate
    gate.continuesHistory = basis.branch == current.branch
    let history = runs.places(.history)
    gate.accepted = history.contains { runs.runs[$0].id == query.accepted } ? query.accepted : nil
    var report = gate.check(current, runs: runs, turns: turns, baseline: baseline, definitions: definitions)
    let isByBaseline = report.verdicts.contains { $0.method == .threshold }
    report.baselineID = (isByBaseline ? baseline?.id : nil) ?? history.last.map { runs.runs[$0].id } ?? ""
    let areInTurns = report.verdicts.contains { $0.method == .paired && $0.verdict != .insufficient }
    report.base = base(runs, query, areInTurns ? turns : nil)
    report.base?.accepted = gate.accepted
    report.explainMissing(by: current)
    return report
  }

  /// Refuses runs that cannot confirm what another says.
  private func checkConfirmRuns(_ current: Run) throws(RPCError) {
    for (place, id) in (params.confirmRuns ?? []).enumerated() {
      let path = "params.confirm_runs[\(place)]"
      let run: Run
      do throws(StoreError) { run = try source.document(id) } catch {
        var error = RPCError(error)
        error.path = path
        throw error
      }
      let problem: String? =
        if run.id == current.id {
          "is the run itself"
        } else if run.commit != current.commit {
          "measured another commit"
        } else if !source.areComparable(run.environment, current.environment, ignored: ignored) {
          "was measured in another environment"
        } else {
          nil
        }
      guard let problem else { continue }
      throw RPCError(
        .invalidParams, "\(path): the run \"\(id)\" \(problem)", path: path,
        hint: "Measure the same code again, and name that run.")
    }
  }

  private func base(_ runs: GateRuns, _ query: GateQuery, _ turns: GateRuns?) -> CheckBase {
    var base = CheckBase()
    base.branch = query.branch
    base.forkPoint = query.forkPoint
    base.isForkPointFound = runs.isForkPointFound
    base.runs = runs.count(.history)
    base.otherEnvironments = runs.count(.foreign)
    base.newest = runs.places(.history).last.map { runs.runs[$0].id }
    base.contenders = runs.places(.contender).map { runs.runs[$0].id }.filter { !$0.isEmpty }
    base.turns = turns.map { turns in turns.places(.base).map { turns.runs[$0].id } }
    return base
  }

  /// The runs of both codes, with one robust value each: the median of the samples where all runs have some.
  private func turns(_ runs: GateRuns, _ current: Run) throws(RPCError) -> GateRuns {
    var documents: [(run: Run, role: GateRuns.Role)] = []
    for place in runs.runs.indices.suffix(Self.mostTurns) {
      guard !runs.roles[place].isDisjoint(with: [.contender, .base]) else { continue }
      let isGiven = params.run != nil && place == runs.runs.count - 1
      do throws(StoreError) {
        documents.append(
          (
            isGiven ? current : try source.document(runs.runs[place].id),
            runs.roles[place].contains(.contender) ? .contender : .base
          ))
      } catch {
        throw RPCError(error)
      }
    }
    var unsampled = Set<GateRuns.MetricKey>()
    for point in documents.flatMap(\.run.points) {
      for metric in point.metrics where metric.value.medianSample == nil {
        unsampled.insert(GateRuns.MetricKey(point.key, metric.key))
      }
    }
    var turns = GateRuns()
    for (run, role) in documents {
      turns.append(run, as: role) { unsampled.contains($0) ? $1.finiteValue : $1.medianSample }
    }
    return turns
  }
}
