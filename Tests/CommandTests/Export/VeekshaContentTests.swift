import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@testable import calibraxctl

/// What W&B is told of Veeksha's folders is what Veeksha's own module tells it: `Fixtures/veeksha/expected_wandb`.
@Suite struct VeekshaContentTests {
  private let directory = TemporaryDirectory()

  /// The content of a run, from a folder of its name, as people ingest it.
  private func content(of id: String, in folder: String) throws -> WandBContent {
    try FileManager.default.copyItem(atPath: Fixtures.path(folder), toPath: directory.path(id))
    let data = directory.path("data")
    let run = try CommandRun("calibraxctl", ["ingest", "--data", data, "--no-context", directory.path(id)])
    try #require(run.code == 0, "\(run.complaints)")
    let shown = try CommandRun("calibraxctl", ["show", id, "--data", data])
    try #require(shown.code == 0, "\(shown.complaints)")
    var parser = JSONParser()
    let stored = try parser.decode(Run.self, from: Array(shown.output.utf8))
    return RunContent.content(of: stored, definitions: stored.metricDefs).redacted()
  }

  private func expected(_ name: String) throws -> JSON {
    try JSON(parsing: Array(Data(contentsOf: URL(filePath: Fixtures.path("veeksha/expected_wandb/\(name).json")))))
  }

  /// All that is logged, without tables.
  private func values(_ content: WandBContent) -> OrderedMap<JSON> {
    var values = OrderedMap<JSON>()
    for case .log(let rows) in content.commands { for row in rows { values.overlay(row) } }
    return values
  }

  /// How the numbers and texts of a table look, for Veeksha writes some numbers as texts.
  private func texts(_ rows: [[JSON]]) -> [[String]] {
    rows.map { row in
      row.map { cell in
        switch cell {
        case .null: ""
        case .bool(let isTrue): isTrue ? "true" : "false"
        case .string(let text): Double(text).map { "\($0)" } ?? text.replacing("True", with: "true")
        case .number(let number): "\(number.double)"
        default: "?"
        }
      }
    }
  }

  private func expectTables(_ expected: JSON, _ content: WandBContent) {
    for table in expected["tables"]?.members ?? [:] {
      var found: (columns: [String], rows: [[JSON]])?
      for case .table(table.key, let columns, let rows) in content.commands { found = (columns, rows) }
      #expect(found?.columns == table.value["columns"]?.elements?.compactMap(\.string))
      let rows = table.value["rows"]?.elements?.compactMap(\.elements) ?? []
      #expect(found.map { texts($0.rows) } == texts(rows))
    }
  }

  private func expectHead(_ expected: JSON, _ content: WandBContent) throws {
    var choice = WandBSettings.Choice()
    choice.flags.mode = "offline"
    let settings = try choice.settings(for: content)
    #expect(settings.name == expected["name"]?.string)
    #expect(settings.project == expected["project"]?.string)
    #expect(settings.entity == expected["entity"]?.string)
    #expect(settings.group == expected["group"]?.string)
    #expect(.array(settings.tags.map { .string($0) }) == expected["tags"])
    for member in expected["config"]?.members ?? [:] where member.key != "evaluators" {
      #expect(content.config[member.key] == member.value, "\(member.key)")
    }
  }

  private func expectFiles(_ expected: JSON, _ content: WandBContent) {
    let artifact = expected["artifacts"]?[0]
    #expect(content.files?.type == artifact?["type"]?.string)
    #expect(content.files.map { artifact?["name"]?.string?.hasPrefix($0.name + "-") == true } == true)
    let names = Set(artifact?["files"]?.elements?.compactMap { $0["name"]?.string } ?? [])
    let found = content.files?.found() ?? []
    // The fixtures have fewer files.
    #expect(found.count >= 3)
    #expect(names.isSuperset(of: found), "\(found)")
  }

  @Test func aBenchmark() throws {
    let expected = try expected("run")
    let content = try content(
      of: "21_11_2026-00_16_28-e10f1d57", in: "adapters/veeksha/21_11_2026-00_16_28-e10f1d57")
    try expectHead(expected, content)
    let values = values(content)
    let told = (expected["summary"]?.members ?? [:]).filter { $0.value.double != nil }
    #expect(told.count == 63)
    for member in told { #expect(values[member.key]?.double == member.value.double, "\(member.key)") }
    #expect(values["slo/ttfc_p99/threshold"] == 0.5)
    #expect(values["slo/e2e_p95/met"] == 1)
    #expect(content.exitCode == 0)
    expectFiles(expected, content)
  }

  @Test func aSweep() throws {
    let expected = try expected("sweep_summary")
    let content = try content(of: "sweep_21:11:2026-00:17:24", in: "veeksha/sweep")
    try expectHead(expected, content)
    expectTables(expected, content)
    expectFiles(expected, content)
  }

  @Test func filesOfAnotherRunAreNobodysBusiness() throws {
    let id = "21_11_2026-00_16_28-e10f1d57"
    let content = try content(of: id, in: "adapters/veeksha/" + id)
    #expect(content.files?.problem == nil)
    let path = directory.path(id + "/config.yml")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("seed: 42", with: "seed: 43").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(content.files?.found() == [])
    #expect(content.files?.problem?.contains("does not hold the files of this run") == true)
  }

  @Test func copiesHaveNoSecrets() throws {
    let id = "21_11_2026-00_16_28-e10f1d57"
    let content = try content(of: id, in: "adapters/veeksha/" + id)
    let copies = try #require(content.files).copy(into: directory.path("copies"))
    #expect(copies.map(\.name).contains("metrics/ttfc.csv"))
    for copy in copies {
      let bytes = try Data(contentsOf: URL(filePath: copy.path))
      #expect(!String(decoding: bytes, as: UTF8.self).contains("sk-FAKE"), "\(copy.name)")
      let original = try Data(contentsOf: URL(filePath: directory.path(id + "/" + copy.name)))
      #expect((bytes == original) == (copy.name != "config.yml"), "\(copy.name)")
    }
  }

  @Test func whatOneFileCallsSecretIsInNoCopy() throws {
    let id = "21_11_2026-00_16_28-e10f1d57"
    let content = try content(of: id, in: "adapters/veeksha/" + id)
    for (name, line) in [
      ("traces/dispatch_trace.jsonl", #"{"headers": {"x-api-key": "correct-horse-1"}}"#),
      ("health_check_results.txt", "correct-horse-1 was refused"), ("metrics/ttfc.csv", "correct-horse-1,1"),
    ] {
      let path = directory.path(id + "/" + name)
      try (String(contentsOfFile: path, encoding: .utf8) + line + "\n")
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    for copy in try #require(content.files).copy(into: directory.path("copies")) {
      let bytes = try Data(contentsOf: URL(filePath: copy.path))
      #expect(!String(decoding: bytes, as: UTF8.self).contains("correct-horse"), "\(copy.name)")
    }
  }

  @Test func aCapacitySearchAndItsBestAttempt() throws {
    let expected = try expected("capacity_search_summary")
    let content = try content(of: "21:11:2026-00:17:45-3775cc06", in: "veeksha/search")
    try expectHead(expected, content)
    expectTables(expected, content)
    expectFiles(expected, content)
  }
}
