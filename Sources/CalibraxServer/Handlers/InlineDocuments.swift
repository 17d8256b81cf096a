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

extension State {
  /// The run that parameters mean: a stored one by its identifier, the newest unless one is named, or the document.
  borrowing func run(_ id: String?, or document: Run?) throws(RPCError) -> Run {
    if let document {
      try refuseBoth(id, "run_id", "run")
      return document
    }
    do throws(StoreError) { return try store.run(id ?? RunID.latest) } catch { throw RPCError(error) }
  }
}

extension State {
  /// The same run to be had on another thread, as its file has it: with members that are not kept in memory.
  borrowing func runReader(
    _ id: String?, or document: Run?
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Run {
    if let document {
      try refuseBoth(id, "run_id", "run")
      return { () throws(RPCError) in document }
    }
    return try store.reader(of: .run(id ?? RunID.latest))
  }
}

/// A run that is given to be stored as something else than a run.
func normalized(_ run: Run, _ path: String, _ state: borrowing State) throws(RPCError) -> Run {
  do throws(JSONError) {
    return try run.normalized(now: state.clock.now(), mayBeEmpty: true)
  } catch {
    let place = error.path.isEmpty ? path : path + "." + error.path
    throw RPCError(.invalidParams, "\(place): \(error.message)", path: place, hint: error.hint)
  }
}
