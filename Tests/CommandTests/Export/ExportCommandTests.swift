import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@testable import calibraxctl

/// `export` of the built program, of a real store.
@Suite struct ExportCommandTests {
  private let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func theLatestRunIsWhatIsMeantByNothing(_ hasServer: Bool) throws {
    try ingest("r1", "r2")
    let server = hasServer ? try ServerProcess(directory) : nil
    let run = try export(["--target", "json"])
    #expect(run.code == 0 && run.complaints == "")
    let json = try JSON(parsing: Array(run.output.utf8))
    #expect(json["id"] == "r2")
    #expect(json["points"]?[0]?["metrics"]?["latency"]?["samples"] == [1, 2, 3])
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func runsAreExportedOldestFirst() throws {
    try ingest("r1", "r2", "r3")
    #expect(try ids(["--all"]) == ["r1", "r2", "r3"])
    #expect(try ids(["--run", "r3", "--run", "r1"]) == ["r1", "r3"])
    #expect(try ids(["--run", "latest", "--run", "r3", "--run", "r2"]) == ["r2", "r3"])
  }

  @Test func whatConfigurationSaysOfMetricsIsSaidHere() throws {
    try ingest("r1")
    directory.write("{\"metric_defs\":{\"rate\":{\"direction\":\"higher\",\"unit\":\"1/s\"}}}", to: "config.json")
    let rows = CSVRows.read(try export(["--target", "csv"]).output)
    let unit = try #require(rows[0].firstIndex(of: "unit"))
    #expect(rows.dropFirst().map { $0[unit] } == ["ms", "1/s"])
  }

  @Test func jsonIsReadBackAsItWas() throws {
    try ingest("r1", "r2")
    #expect(try export(["--target", "json", "--all", "--output", directory.path("runs.json")]).code == 0)
    let other = TemporaryDirectory()
    let back = try CommandRun(
      "calibraxctl",
      ["ingest", directory.path("runs.json"), "--no-context", "--no-environment", "--data", other.path])
    #expect(back.output == "r1\nr2\n")
    #expect(other.read("runs/r1.json") == directory.read("runs/r1.json"))
  }

  @Test func aFileIsReplaced() throws {
    try ingest("r1")
    directory.write("old", to: "out")
    for target in ["csv", "json", "openmetrics", "influx"] {
      let run = try export(["--target", target, "--output", directory.path("out")])
      #expect(run.code == 0 && run.output == "" && run.complaints == "")
      #expect(directory.read("out") == (try export(["--target", target]).output))
    }
  }

  @Test func resultsOfAsvAreAFolderThatIsMade() throws {
    try ingest("r1", "r2")
    for _ in 1...2 {
      let run = try export(["--target", "asv", "--all", "--output", directory.path("deep/results")])
      #expect(run.code == 0 && run.output == "")
      #expect(run.complaints.contains("left out, for they have no commit: 1 run\n"))
    }
    #expect(directory.list("deep/results") == ["benchmarks.json", "unknown"])
    #expect(directory.list("deep/results/unknown") == ["c0ffee1-calibrax.json", "machine.json"])
    let without = try export(["--target", "asv"])
    #expect(without.code == 2)
    #expect(without.complaints.hasPrefix("calibraxctl: asv is several files: name a folder with --output DIR\n"))
  }

  @Test func anExecutionHasItsSamples() throws {
    try record()
    let csv = try export(["--target", "csv", "--execution", "night"])
    #expect(csv.output == "execution_id,key,at,value\r\nnight,loss,1.0,0.5\r\nnight,loss,2.0,0.25\r\n")
    let json = try JSON(parsing: Array(try export(["--target", "json", "--execution", "night"]).output.utf8))
    #expect(json["series"]?[0]?["samples"] == [[1, 0.5], [2, 0.25]])
    let metrics = try export(["--target", "openmetrics", "--execution", "night"])
    #expect(metrics.output == "# TYPE loss gauge\nloss{execution_id=\"night\",pipeline=\"train\"} 0.25\n# EOF\n")
    #expect(metrics.complaints.contains("only the last sample is exported"))
    #expect(try export(["--target", "influx", "--execution", "night"]).output.split(separator: "\n").count == 2)
    // What is recorded without an execution can be exported too.
    let record = ["record", "load", "1", "--at", "0", "--data", directory.path]
    #expect(try CommandRun("calibraxctl", record).code == 0)
    #expect(try export(["--target", "csv", "--execution", "default"]).output.hasSuffix("default,load,0.0,1.0\r\n"))
  }

  @Test func seriesThatAnAnswerCannotHoldAreReadInParts() throws {
    let points = (0..<100).map { "[\($0 / 3),\($0)]" }.joined(separator: ",")
    for (method, params) in [("defineMetric", #"{"key":"k"}"#), ("record", #"{"series":0,"points":[\#(points)]}"#)] {
      #expect(try CommandRun("calibraxctl", ["call", method, params, "--data", directory.path]).code == 0)
    }
    let whole = try samples(room: 1_000)
    #expect(whole.count == 100)
    for room in [3, 4, 10, 99] { #expect(try self.samples(room: room) == whole) }
    let failure = #expect(throws: Failure.self) { try self.samples(room: 2) }
    #expect(failure?.message == "3 samples of k are at 0, too many to read")
  }

  @Test(arguments: [
    (["--target", "jsn"], 2, "not \"jsn\"\n  Did you mean json?"),
    (
      ["--target", "json", "--run", "none"], 5,
      "There is no run \"none\".\n  calibraxctl runs shows the runs there are."
    ),
    (["--target", "json", "--run", "r1", "--all"], 2, "--run and --all exclude each other"),
    (["--target", "json", "--execution", "none"], 5, "There is no execution \"none\".\n  calibraxctl execution list"),
    (["--target", "json", "--all", "--execution", "x"], 2, "--all and --execution exclude each other"),
    (
      ["--target", "asv", "--execution", "x", "--output", "d"], 2,
      "asv cannot show executions; wandb, csv, json, openmetrics"
    ),
    (["--target", "csv", "--format", "json"], 2, "--target says what is written, not --format: write --target json"),
    (["--target", "csv", "--format", "markdown"], 2, "not --format: leave --format out"),
    (["--target", "csv", "r1"], 2, "export does not take \"r1\""),
  ])
  func aCommandLineThatMakesNoSense(_ flags: [String], _ code: Int32, _ complaint: String) throws {
    try ingest("r1")
    let run = try export(flags)
    #expect(run.code == code)
    #expect(run.output == "")
    #expect(run.complaints.contains(complaint), "\(run.complaints)")
  }

  @Test(arguments: [["--all"], []])
  func anEmptyStoreHasNothingToExport(_ flags: [String]) throws {
    directory.write("{}", to: "config.json")
    for target in exportTargets {
      let mode = target.flags.contains { $0.name == "--mode" } ? ["--mode", "offline"] : []
      let run = try export(["--target", target.name, "--output", directory.path("out")] + mode + flags)
      #expect(run.code == 4)
      #expect(run.complaints == "calibraxctl: The store has no runs yet.\n  Store one with calibraxctl ingest.\n")
    }
    #expect(directory.read("out") == nil)
  }

  @Test func whatCannotBeWrittenIsTold() throws {
    try ingest("r1")
    directory.write("", to: "file")
    let missing = try export(["--target", "json", "--output", directory.path("no/out")])
    #expect(missing.code == 3)
    #expect(
      missing.complaints.contains("no/out: No such file or directory\n  Make the folder that it is to be in first."))
    let folder = try export(["--target", "json", "--output", directory.path("runs")])
    #expect(folder.code == 3 && folder.complaints.contains("runs: Is a directory"))
    let file = try export(["--target", "asv", "--output", directory.path("file")])
    #expect(file.code == 3 && file.complaints.contains("Name a folder that can be written with --output DIR."))
  }

  @Test func aReaderThatLeavesIsNoFailure() throws {
    try ingest("r1")
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try CommandRun(
      "calibraxctl", ["export", "--target", "csv", "--data", directory.path],
      standardOutput: pipe.fileHandleForWriting)
    #expect(run.code == 0 && run.complaints == "")
  }

  @Test func helpNamesEveryTarget() throws {
    let help = try CommandRun("calibraxctl", ["help", "export"]).output
    for target in exportTargets { #expect(help.contains("\n  \(target.name) ")) }
    #expect(help.unicodeScalars.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  // MARK: Making stores

  private func export(_ flags: [String]) throws -> CommandRun {
    try CommandRun("calibraxctl", ["export", "--data", directory.path] + flags)
  }

  private func ids(_ flags: [String]) throws -> [JSON?] {
    let runs = try JSON(parsing: Array(try export(["--target", "json"] + flags).output.utf8))
    return runs.elements?.map { $0["id"] } ?? []
  }

  /// Stores runs, each newer than those before; only the first has a commit.
  private func ingest(_ ids: String...) throws {
    for (number, id) in ids.enumerated() {
      let metrics: JSON = ["latency": ["value": 2, "samples": [1, 2, 3]], "rate": ["value": 0.5]]
      var run: OrderedMap<JSON> = [
        "id": .string(id), "timestamp": .string("2026-03-0\(number + 1)"),
        "metric_defs": ["latency": ["direction": "lower", "unit": "ms"]],
        "points": [["name": "p", "tags": ["size": "small"], "metrics": metrics]],
      ]
      if number == 0 { run["commit"] = "c0ffee1" }
      directory.write(.object(run), to: "run.json")
      let done = try CommandRun(
        "calibraxctl",
        ["ingest", "--input", directory.path("run.json"), "--no-environment", "--data", directory.path])
      try #require(done.code == 0, "\(done.complaints)")
    }
  }

  private func record() throws {
    for arguments in [
      ["execution", "start", "train", "--id", "night"],
      ["record", "loss", "0.25", "--at", "2", "--execution", "night"],
      ["record", "loss", "0.5", "--at", "1", "--execution", "night"],
    ] {
      let done = try CommandRun("calibraxctl", arguments + ["--data", directory.path])
      try #require(done.code == 0, "\(done.complaints)")
    }
  }

  /// The samples of the only series, so many at a time.
  private func samples(room: Int) throws -> [Double] {
    let flags = try ParsedFlags(["--data", directory.path], of: ExportCommand.self)
    let context = Context(
      command: ExportCommand.self, flags: flags, terminal: Terminal(isInteractive: false, hasColor: false, width: 80))
    guard case .execution(let exported) = try ExportSource(context, room: room).data(.execution("default")) else {
      return []
    }
    return exported.series.flatMap(\.samples).map(\.value)
  }
}
