import CalibraxModel
public import CalibraxRPC
public import CalibraxStore

extension RPCError {
  /// The wire's error for one of the store's.
  public init(_ error: StoreError) {
    switch error {
    case .noRun(let id):
      self.init(
        .notFound, "There is no run \"\(id)\".", path: "params.run_id", hint: "listRuns shows the runs there are.")
    case .noRuns:
      self.init(.notFound, "The store has no runs yet.", hint: "Store one with ingest.")
    case .noBaseline(let name):
      self.init(.notFound, "There is no baseline \"\(name)\".", hint: "Set one with setBaseline.")
    case .noBenchmark(let name):
      self.init(
        .notFound, "There is no benchmark \"\(name)\".", path: "params.name",
        hint: "benchmarkOverview shows the benchmarks there are.")
    case .differs(let id):
      self.init(
        .conflict, "Another run is stored under the id \"\(id)\".", path: "params.run.id",
        hint: "Give the run an id of its own, or replace the stored one with \"replace\": true.")
    case .obstructed(let id, let file, let reason):
      self.init(
        .conflict, "The file \(file) of the id \"\(id)\" cannot be used and is kept: \(reason).", path: "params.run.id",
        hint: "Mend or remove the file, or replace it with \"replace\": true.")
    case .unwritable(let error):
      self.init(
        .readOnly, "Nothing was stored: \(error).",
        hint: "Mend what the message says, then send the request again. Reads go on.")
    case .damaged(let file, let reason):
      self.init(
        .internalError, "The file \(file) cannot be used: \(reason).",
        hint: "Mend or remove the file; serverInfo names all such files.")
    }
  }
}
