import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxTestSupport
import Testing

/// A gate looks at earlier runs of the right branch, up to the right commit, in the same environment.
@Suite struct GateQueryTests {
  let directory = TemporaryDirectory()

  @Test func earlierRunsOfTheBranchAreTheHistory() throws {
    let store = try open([main("m0", "a"), feature("f0", "x"), main("m1", "b"), feature("f1", "y"), main("m2", "c")])
    let runs = try look(store, "f1") { $0.branch = "main" }
    #expect(ids(runs, .history) == ["m0", "m1"])
    #expect(ids(runs, .contender) == ["f1"])
  }

  @Test func runsOfTheSameCommitAreJudgedTogetherUpToOneOfAnother() throws {
    let store = try open([
      feature("f0", "y"), feature("f1", "x"), feature("f2", "y"), main("m0", "a"), feature("f3", "y"),
    ])
    #expect(ids(try look(store, "f3") { $0.branch = "main" }, .contender) == ["f2", "f3"])
    #expect(ids(try look(store, "f3") { $0.contenders = ["f0"] }, .contender) == ["f0", "f3"])
  }

  @Test func runsWithoutACommitAreJudgedAlone() throws {
    let store = try open([run("a", nil, nil), run("b", nil, nil)])
    let runs = try look(store, "b")
    #expect(ids(runs, .contender) == ["b"])
    #expect(ids(runs, .history) == ["a"])
  }

  @Test func laterThanTheForkPointCountsNothing() throws {
    let store = try open([main("m0", "abc1"), main("m1", "abd2"), main("m2", "abe3"), feature("f", "x")])
    let runs = try look(store, "f") { ($0.branch, $0.forkPoint) = ("main", "abd") }
    #expect(ids(runs, .history) == ["m0", "m1"])
    #expect(runs.isForkPointFound == true)
    let lost = try look(store, "f") { ($0.branch, $0.forkPoint) = ("main", "fff") }
    #expect(ids(lost, .history) == ["m0", "m1", "m2"])
    #expect(lost.isForkPointFound == false)
  }

  @Test(arguments: [false, true])
  func otherEnvironmentsAreTold(_ isReopened: Bool) throws {
    var store = try open([
      main("m0", "a", ["cpu": "A", "host": "h1"]), main("m1", "b", ["cpu": "B"]), main("m2", "c", ["cpu": "A"]),
      main("m3", "d", ["host": "h2", "cpu": "A"]),
    ])
    if isReopened {
      store.close()
      store = try DirectoryStore(StoreLayout(directory.path))
    }
    let runs = try look(store, "m3") { $0.ignored = ["host"] }
    #expect(ids(runs, .history) == ["m0", "m2"])
    #expect(ids(runs, .foreign) == ["m1"])
    #expect(ids(try look(store, "m3"), .history) == [])
  }

  @Test func environmentsAreTheSameHoweverTheyAreSpelled() throws {
    let one: OrderedMap<JSON> = ["cpu": ["n": 8, "brand": "X"], "gpu": .null]
    let store = try open([main("m0", "a", one), main("m1", "b", ["cpu": ["brand": "X", "n": 8.0]])])
    #expect(ids(try look(store, "m1"), .history) == ["m0"])
  }

  @Test func aRunThatIsGivenIsNotItsStoredSelf() throws {
    let store = try open([main("m0", "a"), main("m1", "b")])
    let runs = try look(store, "m1") { $0.isGiven = true }
    #expect(ids(runs, .contender) == [])
    #expect(ids(runs, .history) == ["m0"])
  }

  @Test func anAcceptedRunIsTheLevelOfItselfAndOfWhereItIsMerged() throws {
    let store = try open([main("m0", "a"), feature("f0", "x"), main("m1", "b")])
    #expect(ids(try look(store, "f0") { ($0.branch, $0.accepted) = ("main", "f0") }, .history) == ["m0", "f0"])
    #expect(ids(try look(store, "m1") { $0.accepted = "f0" }, .history) == ["m0", "f0"])
  }

  @Test func commitsMayBeCutShortOnEitherSide() throws {
    let store = try open([main("m0", "08085f6"), main("m1", "b"), feature("f", "x")])
    let runs = try look(store, "f") { ($0.branch, $0.forkPoint) = ("main", "08085f68891b") }
    #expect(ids(runs, .history) == ["m0"])
  }

  @Test func fromAnAcceptedRunOnTheOwnBranchCountsToo() throws {
    let store = try open([main("m0", "a"), feature("f0", "x"), feature("f1", "y"), feature("f2", "z")])
    let runs = try look(store, "f2") { ($0.branch, $0.accepted) = ("main", "f1") }
    #expect(ids(runs, .history) == ["m0", "f1"])
  }

  @Test func runsOfTwoCodesInTurnsAreFoundOnOneBranchToo() throws {
    let store = try open([
      main("old", "a"), main("a0", "a"), main("b0", "b"), main("a1", "a"), main("b1", "b"), main("a2", "a"),
      main("b2", "b"),
    ])
    let runs = try look(store, "b2") { $0.baseCommit = "a" }
    #expect(ids(runs, .contender) == ["b0", "b1", "b2"])
    #expect(ids(runs, .base) == ["a0", "a1", "a2"])
  }

  @Test func theNewestOfManyCount() throws {
    let store = try open((0..<12).map { main("m\($0)", "c\($0)") })
    #expect(ids(try look(store, "m11") { $0.limit = 3 }, .history) == ["m8", "m9", "m10"])
  }

  private func open(_ runs: [Run]) throws -> DirectoryStore {
    var store = try DirectoryStore(StoreLayout(directory.path))
    for (minute, var run) in runs.enumerated() {
      run.timestamp = "2026-03-01T00:\(minute < 10 ? "0" : "")\(minute):00"
      store.apply(try ingest(store, run).changes)
    }
    return store
  }

  private func look(_ store: DirectoryStore, _ id: String, _ change: (inout GateQuery) -> Void = { _ in }) throws
    -> GateRuns
  {
    let current = try store.gateSource.document(id)
    var query = GateQuery(current)
    query.branch = current.branch
    change(&query)
    return store.gateSource.runs(query)
  }

  private func ids(_ runs: GateRuns, _ role: GateRuns.Role) -> [String] { runs.places(role).map { runs.runs[$0].id } }

  private func main(_ id: String, _ commit: String, _ environment: OrderedMap<JSON> = ["cpu": "A"]) -> Run {
    run(id, commit, "main", environment)
  }

  private func feature(_ id: String, _ commit: String) -> Run { run(id, commit, "feature") }

  private func run(
    _ id: String, _ commit: String?, _ branch: String?, _ environment: OrderedMap<JSON> = ["cpu": "A"]
  ) -> Run {
    var run = Run()
    (run.id, run.commit, run.branch, run.environment) = (id, commit, branch, environment)
    var point = Point()
    point.name = "p"
    point.metrics["m"] = Metric(value: 1)
    run.points = [point]
    return run
  }
}
