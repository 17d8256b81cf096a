import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Validators of one's own, from the configuration to the statuses.
@Suite struct OwnValidatorsTests {
  private let commands = BenchmarkCommands()

  init() {
    commands.write(
      """
      ts,v,w,n
      2024-06-02,12,1,4
      2024-06-01,3,1,4
      2024-06-03,,1,4
      2024-06-04,8,1,4
      2024-06-01,30,1,8

      """, to: "1.csv")
    write(
      """
      def my_custom_validator(values, params, x_values=None):
          threshold = params.get('threshold', 10)
          results = []
          for v in values:
              if v is None:
                  results.append(True)
              else:
                  results.append(v < threshold)
          layout_additions = {'shapes': [], 'annotations': []}
          return results, layout_additions

      """)
    configure("{name: my_custom_validator, module: my_analysis_package.stats}")
  }

  private func write(_ python: String) {
    commands.directory.write("", to: "python/my_analysis_package/__init__.py")
    // Python keeps what it has compiled by the time and size of the file.
    commands.directory.remove("python/my_analysis_package/__pycache__")
    commands.directory.write(python, to: "python/my_analysis_package/stats.py")
  }

  private func configure(_ rule: String, w: String = "[]") {
    commands.configure(
      """
      B:
        host: ../results
        sources: {folders: [.]}
        metrics:
          ts: {type: ts}
          v: {type: float, validate: \(rule)}
          w: {type: float, validate: \(w)}
          n: {type: int}
        table: [n]
        plots: [{y: v}, {y: w}]
      """)
  }

  private func collect(_ options: String...) throws -> CommandRun {
    try CommandRun(
      "calibraxctl", commands.collecting + ["--python-path", commands.directory.path("python")] + options)
  }

  @Test func whatTheyFlagIsAWarning() throws {
    let run = try collect()
    #expect(run.complaints == "" && run.code == 0)
    #expect(try commands.rows("B") == ["4": "S-W-F-S", "8": "W"])
  }

  @Test func anotherWordOfTheirsIsTakenOver() throws {
    _ = try collect()
    configure("{name: my_custom_validator, module: my_analysis_package.stats, threshold: 5}")
    _ = try collect()
    #expect(try commands.rows("B") == ["4": "S-W-F-W", "8": "W"])
    write("def my_custom_validator(values, params, x_values):\n    return [True] * len(values), {}\n")
    #expect(try collect().output == "B: 5 rows in 1 file; runs: 0 new, 1 there already\n")
    #expect(try commands.rows("B") == ["4": "S-S-F-S", "8": "S"])
    configure("[]")
    _ = try collect()
    #expect(try JSON(parsing: commands.directory.bytes(of: "store/benchmarks/B.json"))["judgements"] == [])
  }

  @Test func methodNamesTheFunctionAndParametersComeAlong() throws {
    write(
      """
      def z_score(values, params, x_values=None):
          assert params["name"] == "my_custom_validator" and params["sigma"] == [1, {"a": None}] and params["is_ts"]
          assert x_values == sorted(x_values) and all(isinstance(x, (int, float)) for x in x_values), x_values
          return [v is None or v > 5 for v in values], {"shapes": [{"type": "line"}]}

      """)
    configure(
      "[{name: my_custom_validator, module: my_analysis_package.stats, method: z_score, sigma: [1, {a: null}]}]")
    let run = try collect()
    #expect(run.complaints == "" && run.code == 0)
    #expect(try commands.rows("B") == ["4": "W-S-F-S", "8": "S"])
    let stored = try JSON(parsing: commands.directory.bytes(of: "store/benchmarks/B.json"))
    #expect(stored["judgements"]?[0]?["shapes"] == [["type": "line"]])
  }

  @Test(arguments: [
    ("raise ValueError('threshold must be positive')", "ValueError: threshold must be positive"),
    ("return [True], {}", "returned 1 results, expected 4"), ("return None", "returned None, expected two values"),
    ("return ['no'] * len(values), {}", "as result 0, expected True or False"),
    ("while True: pass", "took longer than 1 s"), ("import os; os._exit(3)", "ended its process with status 3"),
    ("import sys; sys.exit('stop')", "SystemExit: stop"), ("return [True] * len(values", "SyntaxError"),
  ])
  func oneThatCannotJudge(_ body: String, _ text: String) throws {
    write("def my_custom_validator(values, params, x_values=None):\n    \(body)\n")
    configure("{name: my_custom_validator, module: my_analysis_package.stats}", w: "{name: range_validator, max: 0}")
    let run = try collect("--validator-timeout", "1")
    #expect(run.code == 0)
    #expect(run.output == "B: 5 rows in 1 file; runs: 1 new, 0 there already\n")
    #expect(run.complaints.contains("error") && run.complaints.contains("Validation Error: "), "\(run.complaints)")
    #expect(run.complaints.contains(text), "\(run.complaints)")
    #expect(try commands.rows("B") == ["4": "W-W-F-W", "8": "W"], "the other validator has judged")
    #expect(try commands.messages().contains { $0["message"]?.string?.contains(text) == true })
  }

  @Test(arguments: [
    ("{name: f, module: nowhere}", "Validator 'f' in module 'nowhere' could not be loaded: No module named 'nowhere'"),
    ("{name: f, module: my_analysis_package.stats}", "it has no function 'f'"),
  ])
  func oneThatIsNotThere(_ rule: String, _ text: String) throws {
    configure(rule)
    let run = try collect()
    #expect(run.code == 0)
    #expect(run.complaints.contains(text), "\(run.complaints)")
    #expect(try commands.rows("B") == ["4": "S-S-F-S", "8": "S"])
  }

  @Test func withoutPythonTheRestGoesOn() throws {
    let run = try CommandRun("calibraxctl", commands.collecting, environment: ["CALIBRAX_PYTHON": "/nowhere/python3"])
    #expect(run.code == 0)
    #expect(run.complaints.contains("Validators need Python 3.9 or newer"))
    #expect(try commands.rows("B") == ["4": "S-S-F-S", "8": "S"])
  }

  @Test func curvesAreJudgedByThemselves() throws {
    write(
      """
      def my_custom_validator(values, params, x_values=None):
          return [v is None or v == min(u for u in values if u is not None) for v in values], {}

      """)
    let run = try collect()
    #expect(run.complaints == "")
    #expect(try commands.rows("B") == ["4": "S-W-F-W", "8": "S"])
  }
}
