import CalibraxModel
import Testing

@testable import CalibraxStore

@Suite struct RunTableTests {
  private func run(_ id: String, _ day: Int = 1) -> Run {
    var run = Run()
    (run.id, run.timestamp) = (id, "2026-03-\(day < 10 ? "0" : "")\(day)T00:00:00")
    return run
  }

  private func table(_ ids: [String]) -> RunTable {
    var table = RunTable()
    for (place, id) in ids.enumerated() { table.insert(run(id, 28 - place), file: id + ".json") }
    return table
  }

  // MARK: The rows of runs

  @Test func rowsAreThoseOfTheRunsOldestFirst() {
    let table = table(["c", "b", "a"])
    #expect(table.rows(of: ["c", "a"]).map(\.id) == ["a", "c"])
    #expect(table.rows(of: ["x", "b"]).map(\.id) == ["b"])
    #expect(table.rows(of: []).isEmpty && RunTable().rows(of: ["a"]).isEmpty)
  }

  @Test func fewOfManyAreFoundLikeManyOfFew() {
    let ids = (0..<28).map { "r\($0)" }
    let table = table(ids)
    let order = Array(ids.reversed())
    for count in 0...28 {
      let wanted = Set(ids.shuffled().prefix(count))
      #expect(table.rows(of: wanted).map(\.id) == order.filter { wanted.contains($0) })
    }
  }

  @Test func runsOfOneMomentAreInTheOrderOfTheirNames() {
    var table = RunTable()
    for id in ["c", "a", "b"] { table.insert(run(id), file: id + ".json") }
    #expect(table.rows(of: ["a", "b", "c"]).map(\.id) == ["a", "b", "c"])
    for id in (0..<30).map({ "r\($0)" }) { table.insert(run(id, 2), file: id + ".json") }
    #expect(table.rows(of: ["c", "a"]).map(\.id) == ["a", "c"])
  }

  // MARK: Versions

  @Test func everyChangeIsAnotherVersion() {
    var table = RunTable()
    var seen = [table.version]
    table.insert(run("a"), file: "a.json")
    seen.append(table.version)
    table.insert(run("a"), file: "a.json")
    seen.append(table.version)
    table.remove(file: "a.json")
    seen.append(table.version)
    table.insert(run("a"), file: "a.json")
    seen.append(table.version)
    #expect(seen == seen.sorted() && Set(seen).count == seen.count)
    table.remove(file: "none.json")
    #expect(table.version == seen.last, "nothing has changed")
  }

  @Test func aRunHasTheVersionOfItsLastChange() throws {
    var table = table(["a", "b"])
    let (first, other) = (try #require(table.version(of: "a")), try #require(table.version(of: "b")))
    #expect(table.version(of: "c") == nil && first != other)
    table.insert(run("a", 3), file: "a.json")
    let second = try #require(table.version(of: "a"))
    #expect(second > first && table.version(of: "b") == other)
    table.remove(file: "a.json")
    #expect(table.version(of: "a") == nil && table.version(of: "b") == other)
    // The place of the one that is gone is taken by another.
    table.insert(run("c"), file: "c.json")
    #expect(try #require(table.version(of: "c")) > second && table.version(of: "b") == other)
    table.insert(run("a", 3), file: "a.json")
    #expect(try #require(table.version(of: "a")) > second)
  }

  @Test func aSourceStaysAsItWas() {
    var table = table(["a", "b"])
    let source = PointSource(table: table)
    let (some, all) = (source.version(of: ["a", "x"]), source.version(of: nil))
    #expect(some.keys.sorted() == ["a"] && source.version(of: []) == [:])
    table.insert(run("b", 9), file: "b.json")
    let later = PointSource(table: table)
    #expect(later.version(of: ["a", "x"]) == some && later.version(of: ["b"]) != source.version(of: ["b"]))
    #expect(later.version(of: nil) != all && source.version(of: nil) == all)
    table.insert(run("x"), file: "x.json")
    #expect(PointSource(table: table).version(of: ["a", "x"]) != some)
  }
}
