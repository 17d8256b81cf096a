import CalibraxModel
import CalibraxRPC

/// Refuses what cannot name a baseline.
func checkBaselineName(_ name: String, path: String) throws(RPCError) {
  guard BaselineName.isValid(name) else {
    throw RPCError(
      .invalidParams, "\(path): \"\(name)\" is not the name of a baseline", path: path, hint: BaselineName.rule)
  }
}
