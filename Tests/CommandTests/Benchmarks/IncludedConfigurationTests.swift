import CalibraxJSON
import CalibraxTestSupport
import Testing

/// A configuration beside the results says what they mean, and nothing that is the operator's to say.
@Suite struct IncludedConfigurationTests {
  private let commands = BenchmarkCommands()
  private let remote: RemoteRepository

  init() throws {
    remote = try RemoteRepository()
  }

  private static let configuration = """
    description: from the repository
    sources: {folders: [r]}
    metrics:
      ts: {type: ts}
      v: {type: float, unit: GB/s}
      n: {type: int}
    table: [n]
    plots: [{y: v}]

    """

  private func commit(_ more: String = "", _ configuration: String = Self.configuration) throws {
    try remote.commit(["r/1.csv": "ts,v,n\n2024-06-01,1,4\n", "calibrax/benchmark.yaml": configuration + more])
  }

  private func include(_ path: String, _ more: String = "") {
    commands.configure("B:\n  host: \(remote.path)\n  include: \(path)\n\(more)")
  }

  @Test func theOperatorsWordsAreLaidOverIt() throws {
    try commit()
    include("calibrax/benchmark.yaml", "  description: from here\n  metrics: {v: {unit: MB/s}}\n")
    let run = try commands.collect()
    #expect(run.complaints == "" && run.code == 0)
    let report = try commands.report("B")
    #expect(report["description"] == "from here")
    let stored = try JSON(parsing: commands.directory.bytes(of: "store/benchmarks/B.json"))
    #expect(stored["configuration"]?["metrics"]?["v"] == ["type": "float", "unit": "MB/s"])
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func aTabHasOneOfItsOwn() throws {
    try commit()
    commands.configure(
      "B:\n  host: \(remote.path)\n  tabs: {T: {include: calibrax/benchmark.yaml}, U: {include: calibrax/no.yaml}}\n")
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.complaints.contains("Failed to fetch included file 'calibrax/no.yaml' for tab 'U'"))
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func whatOnlyTheOperatorSaysIsLeftOut() throws {
    try commit(
      """
      host: /etc
      branch: other
      token: t
      credentials: none
      include: more.yaml

      """)
    include("calibrax/benchmark.yaml")
    let run = try commands.collect()
    #expect(run.code == 0)
    for key in ["host", "branch", "token", "credentials", "include"] {
      #expect(
        run.complaints.contains(
          "calibrax/benchmark.yaml: Configuration Warning: Remote config cannot override '\(key)'"))
    }
    #expect(try commands.report("B")["host"]?.string == remote.path)
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test(arguments: [
    "[{name: touch, module: evil}]", "{name: touch, module: evil}",
    "[{name: range_validator, max: 5}, {name: touch, module: evil}]",
  ])
  func aValidatorThatItNamesIsNotRun(_ rules: String) throws {
    commands.directory.write(
      "open('\(commands.directory.path("ran"))', 'w')\ndef touch(values, params, x_values=None):\n  return [False], {}\n",
      to: "python/evil.py")
    try commit("tabs: {T: {metrics: {v: {validate: \(rules)}}}}\n")
    include("calibrax/benchmark.yaml")
    let run = try commands.collect("--python-path", commands.directory.path("python"))
    #expect(run.code == 0)
    #expect(run.complaints.contains("Remote config cannot override 'validate.module'"))
    #expect(commands.directory.list("").contains("ran") == false)
    #expect(try commands.rows("B") == ["4": "S"])
  }

  @Test func nothingOfItChangesWhatTheOperatorHasRun() throws {
    commands.directory.write(
      """
      def good(values, params, x_values=None):
        return [set(params) <= {'name', 'module', 'is_ts'}], {}
      def evil(values, params, x_values=None):
        return [False], {}

      """, to: "python/mine.py")
    try commit(
      "tabs: {T: {metrics: {v: {validate: {max: 5, limit: 1}}}}, U: {metrics: {v: {validate: {method: evil}}}}}\n")
    include("calibrax/benchmark.yaml", "  metrics: {v: {validate: {name: good, module: mine}}}\n")
    let run = try commands.collect("--python-path", commands.directory.path("python"))
    #expect(run.complaints.contains("Remote config cannot override 'validate.method'"))
    #expect(try commands.report("B")["runs"]?["valid"] == 1)
    #expect(try commands.report("B")["runs"]?["status"] == "S")
  }

  @Test(arguments: [
    ("calibrax/nothing.yaml", "cannot read"), ("../benchmark.yaml", "it leads out of the source"),
    ("/etc/passwd", "it leads out of the source"), ("calibrax", "cannot read"),
    ("calibrax/broken.yaml", "Failed to fetch included file 'calibrax/broken.yaml'"),
  ])
  func oneThatCannotBeHadCostsTheBenchmark(_ path: String, _ text: String) throws {
    try remote.commit(["calibrax/broken.yaml": "a: [\n"])
    try commit()
    include(path)
    let run = try commands.collect()
    #expect(run.code == 5)
    #expect(run.complaints.contains(text), "\(run.complaints)")
  }
}
