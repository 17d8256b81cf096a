import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxTestSupport
import Testing

/// The files we write are ones that the Python calibrax reads.
@Suite struct RunFileTests {
  let directory = TemporaryDirectory()

  @Test func everyMemberIsThereAndEveryDefinitionHasItsName() throws {
    var given = run("a")
    given.metricDefs["m"] = MetricDef()
    let store = try DirectoryStore(StoreLayout(directory.path))
    try ingest(store, given.normalized(now: Timestamp(microseconds: 0)))
    let file = try JSON(parsing: Array(try #require(directory.read("runs/a.json")).utf8))
    #expect(
      file.members?.keys == ["id", "timestamp", "commit", "branch", "environment", "metadata", "metric_defs", "points"])
    #expect(file["commit"] == .null)
    #expect(
      file["metric_defs"]?["m"]
        == ["name": "m", "unit": "", "direction": "info", "group": "", "priority": "secondary", "description": ""])
    #expect(file["points"]?[0]?.members?.keys == ["name", "scenario", "tags", "metrics"])
  }

  @Test func aZoneIsTakenOutOfTheFileAndComesBack() throws {
    let store = try DirectoryStore(StoreLayout(directory.path))
    let given = run("a", timestamp: "2026-03-01T12:00:00+02:00")
    let outcome = try ingest(store, given)
    #expect(outcome.created)
    let file = try JSON(parsing: Array(try #require(directory.read("runs/a.json")).utf8))
    #expect(file["timestamp"] == "2026-03-01T10:00:00")
    let again = try DirectoryStore(StoreLayout(directory.path))
    #expect(try again.run("a").timestamp == "2026-03-01T12:00:00+02:00")
    #expect(try again.document(of: .run("a"))() == given)
    #expect(try !ingest(again, given).created)
  }

  @Test func namesOfBaselinesBecomeSafeFileNames() throws {
    var store = try DirectoryStore(StoreLayout(directory.path))
    for name in ["main", "feature/a%b", "release/1.0"] {
      store.apply(try store.writer.commit([.setBaselineDocument(change(of: name), run("r"))])[0].get().changes)
    }
    #expect(directory.list("baselines") == ["feature%2Fa%25b.json", "main.json", "release%2F1.0.json"])
    #expect(
      try DirectoryStore(StoreLayout(directory.path)).baselines().map(\.name) == ["feature/a%b", "main", "release/1.0"])
  }
}
