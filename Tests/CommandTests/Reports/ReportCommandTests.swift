import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@testable import calibraxctl

/// Reports of the built program as a CI job has them written: in several formats, on standard output and in files.
@Suite struct ReportCommandTests {
  @Test(arguments: CheckedStore.Content.allCases)
  func everyFormatOfACheckHasItsExitStatus(_ content: CheckedStore.Content) throws {
    let store = try CheckedStore(content)
    let outcome = ["regressed", "regressed", "passed", "not_judged"][
      CheckedStore.Content.allCases.firstIndex(of: content) ?? 0]
    for format in allReportFormats {
      let run = try store.run(["check", "--format", format.name] + content.flags)
      #expect(run.code == content.code, "\(format.name): \(run.complaints)")
      switch format.name {
      case "json":
        let json = try JSON(parsing: Array(run.output.utf8))
        #expect(json.members?.keys.first == "schema")
        #expect(json["passed"] == .bool(content.code == 0))
      case "ndjson": #expect(run.output.contains("\"kind\":\"summary\",\"outcome\":\"\(outcome)\""))
      case "junit":
        let suite = try JUnitReader(run.output)
        #expect(suite.counts["failures"] == (content.code == 1 ? "1" : "0"))
        #expect(suite.counts["errors"] == (content.code == 4 ? "1" : "0"))
      case "github": #expect(run.output.hasPrefix(content.code == 0 ? "::notice " : "::error "))
      case "gitlab":
        #expect(try OpenMetrics(run.output).samples["calibrax_passed{}"] == (content.code == 0 ? 1 : 0))
      case "csv": #expect(run.output.utf8.split(separator: 0x0A).count == (content == .nothing ? 1 : 2))
      case "html": #expect(run.output.hasSuffix("</html>\n"))
      case "text": #expect(run.output.isEmpty == (content == .nothing))
      default: #expect(run.output.hasPrefix("**"))
      }
    }
  }

  @Test func everyFormatOfAComparison() throws {
    let store = try CheckedStore(.passing)
    for format in allReportFormats {
      let run = try store.run(["compare", "before=a", "after=b", "--format", format.name])
      #expect(run.code == 0, "\(run.complaints)")
      #expect(run.output.contains("before"))
      let nothing = try store.run(["compare", "a", "b", "--metric", "none", "--format", format.name])
      #expect(nothing.code == 4)
      #expect(nothing.complaints.contains("none of the metrics none"))
      if format.name == "junit" { #expect(try JUnitReader(nothing.output).counts["errors"] == "1") }
    }
  }

  @Test func severalAtOnceEachInItsFile() throws {
    let store = try CheckedStore(.regressedByThreshold)
    let names = ["r.json", "r.ndjson", "r.jsonl", "r.md", "r.xml", "r.csv", "r.html", "r.txt"]
    let byName = names.flatMap { ["--output", store.file($0)] }
    let run = try store.run(["check", "--format", "gitlab", "--output=" + store.file("metrics")] + byName)
    #expect(run.code == 1)
    // What a job's log shows is the verdict.
    #expect(run.output == "FAIL: 1 regression(s) detected:\n  ↑ p latency: 100.00 → 125.00 (+25.0%)\n")
    #expect(store.directory.read("r.txt") == run.output)
    #expect(store.directory.read("r.json")?.hasPrefix("{\n  \"schema\": \"calibrax.check.v1\",\n") == true)
    #expect(store.directory.read("r.jsonl") == store.directory.read("r.ndjson"))
    #expect(store.directory.read("r.ndjson")?.hasPrefix("{\"schema\":") == true)
    #expect(store.directory.read("r.md")?.hasPrefix("**FAIL**") == true)
    #expect(store.directory.read("r.xml")?.hasPrefix("<?xml") == true)
    #expect(store.directory.read("r.csv")?.utf8.starts(with: "verdict,".utf8) == true)
    #expect(store.directory.read("r.csv")?.utf8.suffix(3).elementsEqual(",\r\n".utf8) == true)
    #expect(store.directory.read("r.html")?.hasPrefix("<!DOCTYPE html>") == true)
    #expect(store.directory.read("metrics")?.hasSuffix("# EOF\n") == true)
  }

  @Test func oneMayBePrintedBesideFiles() throws {
    let store = try CheckedStore(.passing)
    let run = try store.run(
      ["check", "--format", "csv", "--format=json", "--output", store.file("r"), "--output", store.file("r.md")])
    #expect(run.output.hasPrefix("verdict,"))
    #expect(store.directory.read("r")?.hasPrefix("{") == true)
    #expect(store.directory.read("r.md") == "**PASS**: no regressions (1 metrics compared, threshold 5.0%)\n")
  }

  @Test(arguments: [
    (["--format", "text", "--format", "json"], "room for one format, not for text and json\n  Write --output FILE"),
    (
      ["--format", "junti"],
      "--format is text, json, ndjson, markdown, junit, github, gitlab, csv or html, not \"junti\""
    ),
    (["--format", "junti"], "Did you mean junit?"), (["--output", "report"], "does not say which format it is\n"),
    (["--output", "a.pdf"], "Write --format FORMAT before --output a.pdf, or end it in .txt, .json, .ndjson"),
    (["--output", ".json"], "does not say which format it is"),
    (["--output", "a.md", "--output", "a.md"], "two reports cannot both be written to a.md"),
    (["--output", "a.md", "--output", "./a.md"], "two reports cannot both be written to a.md"),
    (["--format", "markdown", "--comment", "a b"], "--comment needs letters, digits, points, - and _, not \"a b\""),
    (["--format", "markdown", "--comment", "-->"], "--comment needs a value"),
    (["--format", "markdown", "--comment=-->"], "not \"-->\""), (["--comment", "x"], "Add --format markdown"),
    (["--output"], "--output needs a value: --output FILE"),
  ])
  func aCommandLineThatMakesNoSense(_ flags: [String], _ complaint: String) throws {
    let store = try CheckedStore(.passing)
    for command in [["check"], ["compare", "a", "b"]] {
      let run = try store.run(command + flags)
      #expect(run.code == 2)
      #expect(run.output == "")
      #expect(run.complaints.contains(complaint), "\(run.complaints)")
    }
  }

  @Test(arguments: [["runs", "--format", "junit"], ["runs", "--output", "a.json"], ["trend", "--comment", "x"]])
  func otherCommandsHaveNoReports(_ arguments: [String]) throws {
    #expect(try CheckedStore(.passing).run(arguments).code == 2)
  }

  @Test func nothingIsWrittenWhenTheCallFails() throws {
    let store = try CheckedStore(.passing)
    store.directory.write("old", to: "r.md")
    let run = try store.run(["check", "--run", "none", "--output", store.file("r.md"), "--output", store.file("r.xml")])
    #expect(run.code == 5)
    #expect(store.directory.read("r.md") == "old")
    #expect(store.directory.read("r.xml") == nil)
  }

  @Test func aFileThatCannotBeWrittenKeepsNoOtherFromIt() throws {
    let store = try CheckedStore(.passing)
    store.directory.write("", to: "folder/r.xml")
    let run = try store.run([
      "check", "--output", store.file("none/r.json"), "--format", "junit", "--output", store.file("folder"),
      "--output", store.file("r.md"),
    ])
    #expect(run.code == 3)
    #expect(run.complaints.contains("cannot write \(store.file("none/r.json")): No such file or directory\n"))
    #expect(run.complaints.contains("cannot write \(store.file("folder")): Is a directory\n"))
    #expect(run.output.hasPrefix("PASS"))
    #expect(store.directory.read("r.md")?.hasPrefix("**PASS**") == true)
    #expect(store.directory.list("folder") == ["r.xml"])
  }

  /// A disk that is full, which a limit on the size of files stands for.
  @Test func whatCannotBeWrittenWholeLeavesTheOldFile() throws {
    let store = try CheckedStore(.regressedByThreshold)
    store.directory.write("old", to: "reports/r.html")
    let program = ServerProcess.programs + "/calibraxctl"
    let line =
      "trap '' XFSZ; ulimit -f 1; exec \(program) check --data \(store.file("")) --output \(store.file("reports/r.html"))"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    let complaints = Pipe()
    process.standardError = complaints
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 3)
    #expect(text.contains("cannot write \(store.file("reports/r.html")): File too large"))
    #expect(store.directory.read("reports/r.html") == "old")
    #expect(store.directory.list("reports") == ["r.html"])
  }

  @Test func aLinkAndADeviceStayWhatTheyAre() throws {
    let store = try CheckedStore(.passing)
    store.directory.write("old", to: "reports/r.md")
    try FileManager.default.createSymbolicLink(
      atPath: store.file("link.md"), withDestinationPath: store.file("reports/r.md"))
    try FileManager.default.createSymbolicLink(atPath: store.file("null.md"), withDestinationPath: "/dev/null")
    let run = try store.run(["check", "--output", store.file("link.md"), "--output", store.file("null.md")])
    #expect(run.code == 0, "\(run.complaints)")
    let printed = try store.run(["check", "--format", "csv", "--output", "/dev/stdout"]).output
    #expect(printed.contains("PASS: "), "the log of a job was replaced")
    #expect(store.directory.read("reports/r.md")?.hasPrefix("**PASS**") == true)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: store.file("link.md")) == store.file("reports/r.md"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: store.file("null.md")) == "/dev/null")
  }

  @Test func aCommentIsFoundByItsMarker() throws {
    let store = try CheckedStore(.passing)
    let marked = ["--format", "markdown", "--comment", "nightly-1"]
    #expect(try store.run(["check"] + marked).output.hasPrefix("<!-- calibrax:nightly-1 -->\n**PASS**"))
    #expect(try store.run(["compare", "a", "b"] + marked).output.hasPrefix("<!-- calibrax:nightly-1 -->\n| Metric |"))
  }

  @Test func aFileThatIsReplacedStaysAsReadableAsItWas() throws {
    let store = try CheckedStore(.passing)
    store.directory.write("old", to: "report.md")
    chmod(store.file("report.md"), 0o600)
    #expect(try store.run(["check", "--output", store.file("report.md")]).code == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: store.file("report.md"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func theSummaryAndTheOutputsOfAJobGrow() throws {
    let store = try CheckedStore(.regressedByThreshold)
    let environment = ["GITHUB_STEP_SUMMARY": store.file("summary"), "GITHUB_OUTPUT": store.file("output")]
    store.directory.write("earlier\n", to: "summary")
    store.directory.write("a=b\n", to: "output")
    let run = try store.run(["check", "--format", "github"], environment: environment)
    #expect(run.code == 1)
    #expect(store.directory.read("output") == "a=b\npassed=false\nregressions=1\nverdict=regressed\n")
    #expect(store.directory.read("summary")?.hasPrefix("earlier\n**FAIL**: 1 regression(s) detected\n\n|") == true)
    _ = try store.run(["compare", "a", "b", "--format", "github"], environment: environment)
    #expect(
      store.directory.read("output")?.hasSuffix("=regressed\npassed=true\nregressions=0\nverdict=passed\n") == true)
    #expect(store.directory.read("summary")?.hasSuffix("Overall: a\n") == true)
    // Another step may have ended in the middle of a line.
    store.directory.write("a=b", to: "output")
    _ = try store.run(["check", "--format", "github"], environment: environment)
    #expect(store.directory.read("output")?.hasPrefix("a=b\npassed=false\n") == true)
    // A summary that is full already stays whole.
    let full = String(repeating: "x", count: 1_048_570)
    store.directory.write(full, to: "summary")
    _ = try store.run(["check", "--format", "github"], environment: environment)
    #expect(store.directory.read("summary") == full)
    // Other formats are no business of the job's.
    let before = store.directory.read("summary")
    _ = try store.run(["check", "--format", "markdown"], environment: environment)
    #expect(store.directory.read("summary") == before)
    let unwritable = try store.run(
      ["check", "--format", "github"], environment: ["GITHUB_OUTPUT": store.file("no/file")])
    #expect(unwritable.code == 3 && unwritable.output.hasPrefix("::error"))
  }

  @Test func thousandsOfRegressionsFitWhereTheyAreShown() throws {
    let long = String(repeating: "x", count: 250)
    let store = try CheckedStore(names: (1...5_000).map { "benchmark \($0) \(long)" })
    let earlier = String(repeating: "earlier\n", count: 1_000)
    store.directory.write(earlier, to: "summary")
    let run = try store.run(
      ["check", "--output", store.file("r.md"), "--format", "github"],
      environment: ["GITHUB_STEP_SUMMARY": store.file("summary")])
    #expect(run.code == 1)
    #expect(run.output.split(separator: "\n").filter { $0.hasPrefix("::error ") }.count == 10)
    let summary = try #require(store.directory.read("summary"))
    #expect(summary.hasPrefix(earlier + "**FAIL**: 5000 regression(s)"))
    #expect((1_000_000...1_048_576).contains(summary.utf8.count))
    #expect(summary.contains("\n\n… and "))
    #expect((60_000..<65_536).contains(store.directory.bytes(of: "r.md").count))
  }

  /// Whatever a benchmark is called, no line of a log begins a command of the CI system.
  @Test func noNameIsACommandOfAWorkflow() throws {
    let names = ReportSamples.nastyNames.filter { !$0.isEmpty } + ["##[add-path]/tmp", "  ::stop-commands::x"]
    let store = try CheckedStore(names: names)
    for format in ["text", "github", "markdown"] {
      let run = try store.run(["check", "--format", format])
      #expect(run.code == 1)
      for line in run.output.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }).map({ String($0) }) {
        let text = line.drop { $0 == " " }
        #expect(!text.hasPrefix("::") || format == "github" && text.hasPrefix("::error title="), "\(line)")
        #expect(!line.contains("##[") || format == "github", "\(line)")
      }
    }
  }

  @Test(arguments: ["::stop-commands::x", "  ::error::x", "##[error]x", "::\u{301}", "\u{3000}::x"])
  func norIsOneThatBeginsALine(_ name: String) {
    let verdicts = [ReportSamples.verdict(name, .new, from: nil), ReportSamples.verdict(name, .missing, to: nil)]
    let lines = TextFormat.text(of: ReportSamples.report(verdicts)).split(separator: "\n").dropFirst()
    for line in lines {
      #expect(!line.unicodeScalars.drop { $0.properties.isWhitespace }.starts(with: "::".unicodeScalars), "\(line)")
      #expect(!line.contains("##["))
    }
    #expect(lines.count == 4)
  }

  @Test func aPolicyThatAllowsAMissingMetricKeepsItFromFailing() throws {
    let store = try CheckedStore(.regressedByHistory)
    let run: JSON = [
      "id": "g", "commit": "f00d", "branch": "main", "metric_defs": ["size": ["direction": "lower"]],
      "points": [["name": "q", "metrics": ["size": ["value": 1]]]],
    ]
    store.directory.write(run, to: "run.json")
    #expect(try store.run(["ingest", "--input", store.file("run.json")]).code == 0)
    let check = ["check", "--method", "history", "--format", "junit"]
    #expect(try JUnitReader(store.run(check).output).tests.first?.result == "failure")
    store.directory.write(#"{"policies":[{"metric":"latency","allow_missing":true}]}"#, to: "config.json")
    let allowed = try JUnitReader(store.run(check).output)
    #expect(allowed.tests.map(\.result) == ["error", "skipped", "skipped"])
  }
}
