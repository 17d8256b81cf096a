import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxStore

extension State {
  /// What gates demand of which metrics.
  borrowing func policies() throws(RPCError) -> GatePolicies {
    GatePolicies(try configured { configuration throws(JSONError) in try configuration.readPolicies() })
  }

  /// What runs must keep to.
  borrowing func objectives() throws(RPCError) -> [ServiceLevelObjective] {
    try configured { configuration throws(JSONError) in try configuration.readObjectives() }
  }

  private borrowing func configured<Rules>(
    _ read: (Configuration) throws(JSONError) -> Rules
  ) throws(RPCError) -> Rules {
    if let problem = store.configurationProblem {
      throw RPCError(.conflict, "config.json: \(problem)", hint: "Mend it; without its rules nothing is judged.")
    }
    do throws(JSONError) {
      return try read(store.configuration)
    } catch {
      throw RPCError(
        .conflict, "config.json: \(error.sentence)", hint: error.hint ?? "Mend it; nothing is judged until then.")
    }
  }
}
