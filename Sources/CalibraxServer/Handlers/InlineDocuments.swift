import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxStore

/// Refuses a name beside the document that it would name.
func refuseBoth(_ name: String?, _ nameMember: String, _ documentMember: String) throws(RPCError) {
  if name != nil {
    throw RPCError(
      .invalidParams, "params.\(nameMember): given beside \(documentMember)", path: "params.\(nameMember)",
      hint: "Give one of \(nameMember) and \(documentMember).")
  }
}

/// A run that is given to be stored as something else than a run.
func normalized(_ run: Run, _ path: String, _ state: borrowing State) throws(RPCError) -> Run {
  do throws(JSONError) {
    return try run.normalized(now: state.clock.now())
  } catch {
    let place = error.path.isEmpty ? path : path + "." + error.path
    throw RPCError(.invalidParams, "\(place): \(error.message)", path: place, hint: error.hint)
  }
}
