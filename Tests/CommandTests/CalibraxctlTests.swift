import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// The commands of the page, typed as a newcomer would, with a server and without one.
@Suite struct CalibraxctlTests {
  let directory = TemporaryDirectory()

  /// The two runs of the page: throughput fell, latency rose.
  private let monday = document("monday", "2026-03-02T02:00:00", throughput: 20158, latency: 12)
  private let tuesday = document("tuesday", "2026-03-03T02:00:00", throughput: 18000, latency: 15)

  @Test(arguments: [false, true])
  func theCommandsOfThePage(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    directory.write(monday, to: "monday.json")
    try expect(["ingest", "--input", directory.path("monday.json")], "monday\n")
    try expect(["baseline"], "Baseline set to run monday\n")
    try expect(["check"], "PASS: no regressions (2 metrics compared, threshold 5.0%)\n")
    try expect(["ingest", "--input", "-", "--no-environment"], "tuesday\n", input: tuesday)
    try expect(
      ["check", "--threshold", "0.05"],
      """
      FAIL: 2 regression(s) detected:
        ↓ CV-1/small throughput: 20158.00 → 18000.00 (-10.7%)
        ↑ CV-1/small latency_p50: 12.00 → 15.00 (+25.0%)

      """, code: 1)
    try expect(["check", "--threshold=0.3"], "PASS: no regressions (2 metrics compared, threshold 30.0%)\n")
    try expect(
      ["trend", "--metric", "throughput", "--point", "CV-1/small", "--framework", "Datarax", "--n-runs", "10"],
      """
      Trend: throughput for CV-1/small (framework=Datarax)
      Timestamp                 Value  Commit
      2026-03-02T02:00:00  20158.0000  08085f68
      2026-03-03T02:00:00  18000.0000  08085f68

      """)
    try expect(
      ["summary", "--run", "tuesday"],
      """
      Run: tuesday
        Timestamp: 2026-03-03T02:00:00
        Commit: 08085f68891b
        Points: 1

      Scenario: CV-1
        Datarax: latency_p50=15.0000, throughput=18000.0000

      """)
    try expect(["baseline", "--run", "tuesday", "--name", "release/1.0"], "Baseline release/1.0 set to run tuesday\n")
    try expect(["check", "--baseline", "release/1.0"], "PASS: no regressions (2 metrics compared, threshold 5.0%)\n")
    try expect(
      ["runs"],
      """
      Run      Timestamp            Branch  Commit    Points
      tuesday  2026-03-03T02:00:00  -       08085f68       1
      monday   2026-03-02T02:00:00  -       08085f68       1

      """)
    try expect(
      ["rank", "--metric", "latency_p50"],
      """
      Rank  framework  latency_p50  Behind
         1  Datarax *      15.0000    0.0%

      """)
    try expect(
      ["compare", "old=monday", "new=tuesday"],
      """
      Metric                old         new
      latency_p50     12.0000 *     15.0000
      throughput   20158.0000 *  18000.0000

      Overall: old

      """)
    let shown = try CommandRun("calibraxctl", ["show", "tuesday", "--data", directory.path])
    #expect(try JSON(parsing: Array(shown.output.utf8))["environment"] == [:])
    let first = try CommandRun("calibraxctl", ["show", "monday", "--data", directory.path])
    #expect(try JSON(parsing: Array(first.output.utf8))["environment"]?["host"] != nil)
    try expect(["call", "ping"], "{}\n")
    try expect(["call", "getRun", "{\"run_id\":\"none\"}"], "", code: 5)
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func aStoreWithNothingToJudge() throws {
    try expect(["check"], "", code: 4, complaint: "The store has no runs yet.")
    directory.write(monday, to: "monday.json")
    try expect(["ingest", "--input", directory.path("monday.json")], "monday\n")
    try expect(["check"], "", code: 4, complaint: "There is no baseline \"main\".")
    let undefined = monday.replacing("direction", with: "was")
    try expect(["ingest", "--input", "-"], "", input: undefined, code: 5, complaint: "direction: is missing")
    let bare = #"{"id":"bare","timestamp":"2026-04-01","points":[{"name":"p","metrics":{"x":{"value":1}}}]}"#
    try expect(["ingest", "--input", "-", "--set-baseline", "bare"], "bare\n", input: bare)
    try expect(["check", "--baseline", "bare"], "", code: 4, complaint: "nothing was compared")
    try expect(["check", "--baseline", "bare", "--format", "markdown"], "**Nothing was compared.**\n", code: 4)
    try expect(
      ["trend", "--metric", "m", "--point", "p"], "", code: 4, complaint: "No trend data found: no run has m at p\n")
    try expect(
      ["trend", "--metric", "m", "--point", "p", "--tag", "a=b"], "", code: 4, complaint: "no run has m at p with a=b\n"
    )
    try expect(["rank", "--metric", "m"], "", code: 4, complaint: "the run has no metric \"m\"")
    try expect(
      ["compare", "monday", "bare", "--metric", "m"], "", code: 4,
      complaint: "nothing was compared: the runs have none of the metrics m")
  }

  @Test func aRegressionOfOneOfSeveralPointsOfANameSaysOfWhich() throws {
    func run(_ id: String, _ latency: Int) -> String {
      let points = [("Datarax", 10), ("Grain", latency)].map { framework, latency in
        #"{"name":"p","tags":{"framework":"\#(framework)"},"metrics":{"latency":{"value":\#(latency)}}}"#
      }
      return #"{"id":"\#(id)","timestamp":"2026-03-0\#(latency)","metric_defs":{"latency":{"direction":"lower"}},"#
        + #""points":[\#(points.joined(separator: ","))]}"#
    }
    try expect(["ingest", "--input", "-", "--set-baseline", "main"], "a\n", input: run("a", 1))
    try expect(["ingest", "--input", "-"], "b\n", input: run("b", 2))
    try expect(
      ["check"],
      """
      FAIL: 1 regression(s) detected:
        ↑ p framework=Grain latency: 1.00 → 2.00 (+100.0%)

      """, code: 1)
  }

  @Test func inputThatIsRefused() throws {
    try expect(
      ["ingest", "--input", "/nowhere.json"], "", code: 5, complaint: "cannot read /nowhere.json: No such file")
    try expect(["ingest", "--input", "-"], "", input: "{\"points\":", code: 5, complaint: "-: not JSON")
    try expect(
      ["ingest", "--input", "-"], "", input: "{\"points\":[{\"name\":1}]}", code: 5,
      complaint: "-: points[0].name: expected a string, found a number")
    try expect(["ingest", "--input", "-"], "", input: "{\"points\":[]}", code: 5, complaint: "a run without points")
    try expect(["ingest", "--input", "-"], "monday\n", input: monday)
    try expect(
      ["ingest", "--input", "-"], "", input: monday.replacing("12", with: "13"), code: 5,
      complaint: "Another run is stored under the id \"monday\".")
    try expect(["summary", "--run", "none"], "", code: 5, complaint: "There is no run \"none\".")
    try expect(["call", "ping", "{"], "", code: 5, complaint: "the parameters are not JSON")
    try expect(["call", "pnig"], "", code: 5, complaint: "Did you mean \"ping\"?")
  }

  @Test(arguments: [
    (["chekc"], "Did you mean check?"), (["check", "--treshold", "1"], "Did you mean --threshold?"),
    (["check", "--threshold"], "--threshold needs a value"),
    (["check", "--threshold", "five"], "--threshold needs a number"),
    (["check", "extra"], "check does not take \"extra\""), (["trend", "--point", "p"], "--metric is missing"),
    (["runs", "--tag", "framework"], "--tag needs KEY=VALUE"), (["runs", "--format", "jsno"], "Did you mean json?"),
    (["compare", "a"], "compare needs at least two runs"), (["compare", "a", "a"], "two runs are called a"),
    (["compare", "=a", "b"], "\"=a\" is not [LABEL=]ID"), (["check", "--run", ""], "--run needs a value: --run ID"),
    (["show", "a", "b"], "See calibraxctl help show."), (["nonsense"], "See calibraxctl help."),
    (["record", "--hepl"], "Did you mean --help?"),
    (["help", "execution", "stat"], "Did you mean execution start?"),
    (["--format", "json", "runs"], "the command comes first, before --format"),
    (["ping", "--server", "here"], "\"here\" is no address"),
  ])
  func aCommandLineThatMakesNoSense(_ arguments: [String], _ complaint: String) throws {
    try expect(arguments, "", code: 2, complaint: complaint)
  }

  @Test func aServerThatCannotBeReached() throws {
    let run = try CommandRun("calibraxctl", ["ping", "--server", "unix:" + directory.path("none.sock")])
    #expect(run.code == 3)
    #expect(run.complaints.contains("cannot reach a server at unix:"))
    let missing = try CommandRun("calibraxctl", ["check", "--data", directory.path("missing")])
    #expect(missing.code == 3)
    #expect(!FileManager.default.fileExists(atPath: directory.path("missing")))
  }

  @Test func aPingNeedsAServer() throws {
    try expect(["ping"], "", code: 3, complaint: "no server serves \(directory.path)\n  Start one with calibraxd")
    let server = try ServerProcess(directory)
    try expect(["ping"], "ok\n")
    server.kill()
    try expect(["ping"], "", code: 3, complaint: "no server serves \(directory.path)")
  }

  @Test func infoTellsOfTheServerAndTheStore() throws {
    try expect(["execution", "start", "train", "--id", "e"], "e\n")
    try expect(["record", "loss", "1", "--execution", "e"], "")
    try expect(
      ["info"],
      """
      Server      none
      Store       \(directory.path)
      Runs        0
      Baselines   0
      Executions  1
      Series      1

      """)
    let alone = try CommandRun("calibraxctl", ["info", "--format", "json", "--data", directory.path])
    #expect(try JSON(parsing: Array(alone.output.utf8)).members?.keys == ["store"])
    let server = try ServerProcess(directory)
    let lines = try CommandRun("calibraxctl", ["info", "--data", directory.path]).output.split(separator: "\n")
    #expect(lines.first?.hasSuffix(", process \(server.pid)") == true)
    #expect(lines.contains("Executions   1"))
    #expect(lines.contains("Runs are     synced to disk before the answer"))
    #expect(lines.contains { $0.hasPrefix("Samples are  written before the answer, synced to disk every second") })
    #expect(lines.contains("Limit        128 containers inside one another"))
    let markdown = try CommandRun("calibraxctl", ["info", "--format", "markdown", "--data", directory.path]).output
    #expect(markdown.contains("| Limit | 128 containers inside one another |\n"))
    #expect(server.terminate() == 0)
  }

  @Test(arguments: [
    ["baseline"], ["execution", "finish", "e", "--success"], ["call", "deleteRun", "{\"run_id\":\"a\"}"],
  ])
  func whatBeginsNothingMakesNoStore(_ arguments: [String]) throws {
    let run = try CommandRun("calibraxctl", arguments + ["--data", directory.path("typo")])
    #expect(run.code == 3)
    #expect(run.complaints.hasPrefix("calibraxctl: cannot open \(directory.path("typo")): "))
    #expect(directory.list("") == [])
  }

  @Test(arguments: [["record", "loss", "1"], ["execution", "start", "train"]])
  func whatBeginsSomethingMakesTheStore(_ arguments: [String]) throws {
    #expect(try CommandRun("calibraxctl", arguments + ["--data", directory.path("new/store")]).code == 0)
    #expect(directory.list("new") == ["store"])
  }

  @Test func flagsGoBeforeTheEnvironment() throws {
    let other = TemporaryDirectory()
    let server = try ServerProcess(other)
    let environment = ["CALIBRAX_SERVER": "unix:" + other.path("calibrax.sock"), "CALIBRAX_DATA": directory.path]
    func store(_ flags: [String], _ environment: [String: String]) throws -> String? {
      let run = try CommandRun("calibraxctl", ["info", "--format", "json"] + flags, environment: environment)
      return try JSON(parsing: Array(run.output.utf8))["store"]?["path"]?.string
    }
    #expect(try store([], environment) == other.path)
    #expect(try store(["--data", directory.path], environment) == directory.path)
    #expect(try store(["--server", other.path("calibrax.sock"), "--data", directory.path], [:]) == other.path)
    #expect(try store([], ["CALIBRAX_SERVER": "", "CALIBRAX_DATA": other.path]) == other.path)
    #expect(try store([], ["CALIBRAX_SERVER": "", "CALIBRAX_DATA": directory.path]) == directory.path)
    let run = try CommandRun("calibraxctl", ["ping"], environment: ["CALIBRAX_SERVER": "here"])
    #expect(run.code == 2)
    #expect(run.complaints.contains("CALIBRAX_SERVER: \"here\" is no address"))
    #expect(server.terminate() == 0)
  }

  @Test func readingTouchesNothing() throws {
    let store = TemporaryDirectory.pythonStore()
    let before = store.list("")
    let run = try CommandRun("calibraxctl", ["check", "--data", store.path])
    #expect(run.code == 1)
    #expect(store.list("") == before)
  }

  @Test func everyFormatSaysTheSame() throws {
    let store = TemporaryDirectory.pythonStore()
    let json = try CommandRun("calibraxctl", ["check", "--data", store.path, "--format", "json"])
    #expect(try JSON(parsing: Array(json.output.utf8))["regressions"]?.elements?.count == 14)
    #expect(json.code == 1)
    let markdown = try CommandRun("calibraxctl", ["check", "--data", store.path, "--format", "markdown"])
    #expect(markdown.output.hasPrefix("**FAIL**: 14 regression(s) detected\n\n|  | Point |"))
    #expect(markdown.output.split(separator: "\n").count == 17)
  }

  @Test func helpSaysWhatTheProtocolSays() throws {
    let help = try CommandRun("calibraxctl", ["help", "trend"])
    #expect(help.output.contains("--n-runs N"))
    #expect(help.output.contains("How many of the newest runs that have the metric; all when left out."))
    #expect(help.code == 0)
    #expect(try CommandRun("calibraxctl", []).code == 2)
  }

  @Test(arguments: [
    ("stream", "\"execution_id\""), ("stream", "(else 60)"), ("watch", "text or json (else text)"),
    ("call", "call rpc.discover"), ("compare", "compare before=monday after=tuesday"), ("query", "4 or more"),
  ])
  func helpTellsWhatOneNeeds(_ command: String, _ text: String) throws {
    let help = try CommandRun("calibraxctl", ["help", command]).output
    #expect(help.contains(text))
    // A flag that a command explains in its own way is listed once.
    let flags = help.split(separator: "\n").filter { $0.hasPrefix("  --") }.map { $0.split(separator: " ")[0] }
    #expect(Set(flags).count == flags.count)
  }

  @Test func parametersMayComeFromStandardInput() throws {
    try expect(["ingest", "--input", "-"], "monday\n", input: monday)
    try expect(
      ["call", "setBaseline", "-"], "{\n  \"name\": \"main\",\n  \"run_id\": \"monday\"\n}\n",
      input: #"{"run_id":"monday"}"#)
    try expect(["call", "setBaseline", "-"], "", input: "{", code: 5, complaint: "the parameters are not JSON")
  }

  @Test func everyCommandHasHelp() throws {
    let overview = try CommandRun("calibraxctl", ["help"])
    let names = overview.output.split(separator: "\n").filter { $0.hasPrefix("  ") }.map { $0.split(separator: " ")[0] }
    #expect(names.count > 10)
    for name in names {
      let help = try CommandRun("calibraxctl", ["help", String(name)])
      #expect(help.output.hasPrefix("Usage: calibraxctl \(name)"))
      #expect(help == (try CommandRun("calibraxctl", [String(name), "--help"])))
    }
    #expect(try CommandRun("calibraxctl", ["help", "help"]) == overview)
    #expect(try CommandRun("calibraxctl", ["--version"]).output.hasPrefix("calibraxctl "))
  }

  /// Runs a command on this test's directory.
  private func expect(
    _ arguments: [String], _ output: String, input: String = "", code: Int32 = 0, complaint: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let data = arguments.contains("--server") ? [] : ["--data", directory.path]
    let run = try CommandRun("calibraxctl", arguments + data, input: input)
    #expect(run.output == output, sourceLocation: sourceLocation)
    #expect(run.code == code, "\(run.complaints)", sourceLocation: sourceLocation)
    if let complaint {
      #expect(run.complaints.contains(complaint), "\(run.complaints)", sourceLocation: sourceLocation)
    }
  }
}

private func document(_ id: String, _ timestamp: String, throughput: Int, latency: Int) -> String {
  """
  {"id":"\(id)","timestamp":"\(timestamp)","commit":"08085f68891b","metric_defs":{
  "throughput":{"unit":"elem/s","direction":"higher"},"latency_p50":{"unit":"ms","direction":"lower"}},
  "points":[{"name":"CV-1/small","scenario":"CV-1","tags":{"framework":"Datarax"},
  "metrics":{"throughput":{"value":\(throughput)},"latency_p50":{"value":\(latency)}}}]}
  """
}
