public import CalibraxAPI
import CalibraxAnalysis
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension SuggestPolicies: ComputeMethod {
  /// Takes the runs, and what is demanded of them.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    let source = state.store.gateSource
    let definitions = state.store.definitions
    let policies = try state.policies()
    var query = BranchQuery()
    query.branch = params.branch
    query.ignored = Set(state.store.configuration.environmentIgnored)
    query.limit = params.runs
    return { [query] () throws(RPCError) in
      let history = source.runs(query)
      var result = Result()
      result.branch = history.branch
      result.runs = history.runs.count(.history)
      result.otherEnvironments = history.otherEnvironments
      result.newest = history.runs.runs.last?.id
      result.suggestions = policySuggestions(
        history.runs, policies: policies, definitions: definitions, point: params.point, metric: params.metric)
      result.policies = policies.applying(result.suggestions).map { PolicyEntry($0) }
      return result
    }
  }
}
