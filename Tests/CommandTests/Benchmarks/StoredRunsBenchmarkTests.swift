import CalibraxJSON
import CalibraxTestSupport
import Testing

/// A benchmark of runs that other clients have stored.
@Suite struct StoredRunsBenchmarkTests {
  private let commands = BenchmarkCommands()

  init() throws {
    for (day, wall) in [(1, 5.0), (2, 50.0)] {
      commands.directory.write(
        [
          "id": .string("run-\(day)"), "timestamp": .string("2026-03-0\(day)T12:00:00"), "branch": "main",
          "commit": .string("c\(day)"), "metric_defs": ["wall": ["unit": "ms", "direction": "lower"]],
          "points": [
            [
              "name": "sort", "tags": ["device": "cpu", "size": "8"],
              "metrics": ["wall": ["value": .number(JSONNumber(wall))]],
            ],
            ["name": "sort", "tags": ["device": "gpu", "size": "8"], "metrics": ["wall": ["value": 1]]],
            ["name": "sort", "tags": ["device": "cpu"], "metrics": ["other": ["value": 1]]],
            ["name": "merge", "tags": ["device": "cpu"], "metrics": ["wall": ["value": 99]]],
          ],
        ], to: "run-\(day).json")
      let run = try CommandRun(
        "calibraxctl", ["ingest", "--input", commands.directory.path("run-\(day).json"), "--data", commands.store])
      #expect(run.code == 0, "\(run.complaints)")
    }
  }

  private func configure(_ store: String, _ rule: String = "{name: range_validator, max: 20}") {
    commands.configure(
      """
      Sorting:
        sources: {store: \(store)}
        metrics:
          wall: {type: float, validate: \(rule)}
          device: {}
          size: {default: any}
          commit: {from: metadata}
        table: [device, size]
        plots: [{x: ts, y: wall, annotations: [commit]}]
      """)
  }

  @Test func aRowForEachValueOfATag() throws {
    configure("{point: sort}")
    let run = try commands.collect()
    #expect(run.complaints == "" && run.code == 0, "\(run.complaints)")
    #expect(try commands.rows("Sorting") == ["cpu_8": "S-W", "gpu_8": "S-S", "cpu_any": "F-F"])
    let points = try commands.points("Sorting")
    #expect(points.compactMap { $0["values"]?["commit"]?.string }.sorted() == ["c1", "c1", "c1", "c2", "c2", "c2"])
    #expect(points.first?["run_id"] == "run-1")
    #expect(try commands.runs().count == 2, "nothing is stored twice")
  }

  @Test(arguments: [
    ("{point: sort, tags: {device: gpu}}", ["gpu_8": "S-S"]), ("{point: nothing}", [:]),
    ("{point: sort, branch: other}", [:]),
    ("{point: sort, branch: main, tags: {size: 8, device: cpu}}", ["cpu_8": "S-W"]),
    ("{tags: {device: cpu, size: 8}}", ["cpu_8": "S-W"]),
  ])
  func onlyWhatIsSelected(_ store: String, _ rows: [String: String]) throws {
    configure(store)
    #expect(try commands.collect().code == 0)
    #expect(try commands.rows("Sorting") == rows)
  }

  @Test func runsThatComeLaterAreThereAtOnce() throws {
    configure("{point: sort, tags: {device: gpu}}")
    _ = try commands.collect()
    let text = try #require(commands.directory.read("run-2.json"))
    commands.directory.write(text.replacing("run-2", with: "run-3").replacing("-02T", with: "-03T"), to: "run-3.json")
    let arguments = ["ingest", "--input", commands.directory.path("run-3.json"), "--data", commands.store]
    #expect(try CommandRun("calibraxctl", arguments).code == 0)
    #expect(try commands.rows("Sorting") == ["gpu_8": "S-S-S"])
  }

  @Test func validatorsOfOnesOwnJudgeToo() throws {
    commands.directory.write(
      "def small(values, params, x_values=None):\n    return [v is None or v < 20 for v in values], {}\n",
      to: "python/mine.py")
    configure("{point: sort}", "{name: small, module: mine}")
    let run = try commands.collect("--python-path", commands.directory.path("python"))
    #expect(run.complaints == "", "\(run.complaints)")
    #expect(try commands.rows("Sorting") == ["cpu_8": "S-W", "gpu_8": "S-S", "cpu_any": "F-F"])
  }
}
