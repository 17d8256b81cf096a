import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel

extension Run {
  /// Takes over what is stored of the run beside what its files say. Whoever stored it first knew of which code it was,
  /// on which machine and where its files were; now there may be other code, on another machine, and they may have moved.
  ///
  /// - Parameters:
  ///   - client: Knows what is stored.
  ///   - replace: Whether the run takes the place of the stored one: then its files are where they were found now.
  /// - Returns: Whether it is stored: only a run that came with its identifier can be known again.
  mutating func keepContext(storedBy client: BlockingClient, replace: Bool) throws(ClientError) -> Bool {
    guard !id.isEmpty, let stored = try client.storedRun(id) else { return false }
    environment = stored.environment.overlaid(by: environment)
    if !replace { metadata["artifacts"] = stored.metadata["artifacts"] }
    // Of another commit nothing is known.
    if let commit, commit != stored.commit { return true }
    commit = stored.commit
    branch = branch ?? stored.branch
    for member in ["pull_request", "build"] { metadata[member] = metadata[member] ?? stored.metadata[member] }
    return true
  }
}

extension BlockingClient {
  /// The run that is stored under an identifier; `nil` where there is none that can be read.
  func storedRun(_ id: String) throws(ClientError) -> Run? {
    var params = GetRun.Params()
    params.runID = id
    do throws(ClientError) {
      return try call(GetRun.self, params)
    } catch {
      if case .refused = error { return nil }
      throw error
    }
  }
}
