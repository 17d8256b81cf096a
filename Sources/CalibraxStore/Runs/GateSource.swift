public import CalibraxJSON
public import CalibraxModel

/// The runs of a store as they were at a moment, for gates. Its calls may wait for a disk.
public struct GateSource: Sendable {
  let table: RunTable
  let layout: StoreLayout
  let files: any Files

  /// The runs that a gate looks at, oldest first. One that is judged and not stored is not among them.
  public func runs(_ query: GateQuery) -> GateRuns { table.gateRuns(query) }

  /// The newest runs of a branch.
  public func runs(_ query: BranchQuery) -> BranchRuns { table.branchRuns(query) }

  /// Whether two environments are the same but for members that do not matter.
  public func areComparable(_ one: OrderedMap<JSON>, _ other: OrderedMap<JSON>, ignored: Set<String>) -> Bool {
    fingerprint(one, ignored) == fingerprint(other, ignored)
  }

  /// A stored run, whole.
  public func document(_ id: String) throws(StoreError) -> Run {
    guard let row = table.row(id: id) else { throw .noRun(id) }
    var parser = RunFile.parser
    return try RunFile.read(layout.path(.runs, row.file), file: row.file, files: files, parser: &parser)
  }
}
