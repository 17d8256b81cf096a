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
    self.params = params
    source = state.store.gateSource
    definitions = state.store.definitions
    acceptance = GateAcceptance(state.store)
    ignored = Set(state.store.configuration.environmentIgnored)
    gate.method = params.method
    gate.threshold = params.threshold
    gate.falseDiscoveryRate = params.falseDiscoveryRate
    gate.policies = try state.policies()
    for (place, id) in (params.confirmRuns ?? []).enumerated() {
      do throws(StoreError) {
        _ = try state.store.run(id)
      } catch {
        var error = RPCError(error)
        error.path = "params.confirm_runs[\(place)]"
        throw error
      }
    }
    if let name = params.baseline {
      do throws(StoreError) { _ = try state.store.baseline(name) } catch { throw RPCError(error) }
    }
    baseline = params.method == .auto ? try? state.store.baseline(params.baseline ?? BaselineName.main) : nil
  }

  /// The work to be done on another thread.
  func prepared(_ state: borrowing State) throws(RPCError) -> @Sendable () throws(RPCError) -> CheckReport {
    let reader = try state.runReader(params.runID, or: params.run)
    return { [self] () throws(RPCError) in try check(try reader()) }
  }

  private func check(_ current: Run) throws(RPCError) -> CheckReport {
    var query = GateQuery(current)
    // A document is no stored run, whatever it calls itself.
    if params.run != nil { query.current.id = "" }
    let basis = try acceptance.basis(current, params)
    (query.branch, query.forkPoint, query.accepted) = (basis.branch, basis.forkPoint, basis.accepted)
    query.contenders = Set(params.confirmRuns ?? [])
    query.ignored = ignored
    query.limit = max(200, gate.policies.all.map(\.mostRuns).max() ?? 0)
    var runs = source.runs(query)
    if params.method != .history {
      query.baseCommit = query.forkPoint ?? runs.places(.history).last.flatMap { runs.runs[$0].commit }
      runs = source.runs(query)
    }
    if params.run != nil { runs.append(current, as: .contender, value: \.finiteValue) }
    let turns = params.method == .history ? nil : try turns(runs, current)
    var gate = gate
    gate.accepted = query.accepted
    var report = gate.check(current, runs: runs, turns: turns, baseline: baseline, definitions: definitions)
    report.baselineID = runs.places(.history).last.map { runs.runs[$0].id } ?? ""
    report.base = base(runs, query)
    return report
  }

  private func base(_ runs: GateRuns, _ query: GateQuery) -> CheckBase {
    var base = CheckBase()
    base.branch = query.branch
    base.forkPoint = query.forkPoint
    base.isForkPointFound = runs.isForkPointFound
    base.runs = runs.count(.history)
    base.otherEnvironments = runs.count(.foreign)
    base.newest = runs.places(.history).last.map { runs.runs[$0].id }
    base.accepted = query.accepted
    base.contenders = runs.places(.contender).map { runs.runs[$0].id }.filter { !$0.isEmpty }
    return base
  }

  /// The runs of both codes, with one robust value each: the median of the samples where there are some.
  private func turns(_ runs: GateRuns, _ current: Run) throws(RPCError) -> GateRuns {
    var turns = GateRuns()
    for place in runs.runs.indices.suffix(Self.mostTurns) {
      let role: GateRuns.Role = runs.roles[place].contains(.contender) ? .contender : .base
      guard !runs.roles[place].isDisjoint(with: [.contender, .base]) else { continue }
      let id = runs.runs[place].id
      do throws(StoreError) {
        let run = params.run != nil && place == runs.runs.count - 1 ? current : try source.document(id)
        turns.append(run, as: role) { $0.medianSample }
      } catch {
        throw RPCError(error)
      }
    }
    return turns
  }
}

extension State {
  /// What gates demand of which metrics.
  borrowing func policies() throws(RPCError) -> GatePolicies {
    do throws(JSONError) {
      return GatePolicies(try store.configuration.readPolicies())
    } catch {
      throw RPCError(
        .conflict, "config.json: \(error.sentence)", hint: error.hint ?? "Mend it; nothing is judged until then.")
    }
  }
}
