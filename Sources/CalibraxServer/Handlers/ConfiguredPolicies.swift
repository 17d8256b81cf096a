import CalibraxAnalysis
import CalibraxJSON
import CalibraxRPC
import CalibraxStore

extension State {
  /// What gates demand of which metrics.
  borrowing func policies() throws(RPCError) -> GatePolicies {
    if let problem = store.configurationProblem {
      throw RPCError(
        .conflict, "config.json: \(problem)", hint: "Mend it; without its policies nothing is judged.")
    }
    do throws(JSONError) {
      return GatePolicies(try store.configuration.readPolicies())
    } catch {
      throw RPCError(
        .conflict, "config.json: \(error.sentence)", hint: error.hint ?? "Mend it; nothing is judged until then.")
    }
  }
}
