import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Change points on the command line, with a server and without one.
@Suite struct ChangesCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func whatChanged(_ hasServer: Bool) throws {
    store((0..<24).map { $0 < 12 ? 100 : 120 })
    let server = hasServer ? try ServerProcess(directory) : nil
    #expect(
      try changes().output == """
        Changes: latency for p
        Run  Commit    Kind     Before     After  Effect  CI                      p
        r12  12abcdef  shift  100.0000  120.0000  +20.0%  [+20.0%, +20.0%]  <0.0001

        """)
    #expect(try changes(["--branch", "main", "--n-runs", "8"]).output == "No change points in 8 runs\n")
    let markdown = try changes(["--format", "markdown"]).output
    #expect(markdown.hasPrefix("| Run | Commit | Kind | Before | After | Effect | CI | p |\n|---|"))
    let json = try JSON(parsing: Array(changes(["--format", "json", "--method", "pelt"]).output.utf8))
    #expect(json["change_points"]?.elements?.map { $0["run_id"] } == ["r12"])
    #expect(json["n"] == 24)
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func onlyTheKindsThatAreWanted() throws {
    store((0..<24).map { $0 == 8 ? 300 : 100 + Double($0 % 3) })
    #expect(try changes().output.contains("\nr08  08abcdef  spike  "))
    #expect(try changes(["--kind", "shift", "--kind", "noise_changed"]).output == "No change points in 24 runs\n")
    #expect(try changes(["--kind", "shift", "--kind", "spike"]).output.contains(" spike "))
  }

  @Test func onATerminalTheValuesAreDrawn() throws {
    store((0..<24).map { $0 < 12 ? 100 : 120 })
    let shown = try TerminalRun(
      "calibraxctl", ["changes", "--metric", "latency", "--point", "p", "--data", directory.path]
    ).end()
    #expect(shown.output.contains("Changes: latency for p\n"))
    #expect(shown.output.contains("┤"))
    #expect(shown.ending == .exited(0))
  }

  @Test(
    arguments: [
      (["--metric", "m"], 2, "--point is missing"),
      (["--metric", "m", "--point", "p"], 4, "No trend data found: no run has m at p\n"),
      (["--metric", "m", "--point", "p", "--tag", "a=b"], 4, "no run has m at p with a=b\n"),
      (["--metric", "m", "--point", "p", "--method", "pelts"], 2, "--method is robust, otava or pelt, not \"pelts\""),
      (
        ["--metric", "m", "--point", "p", "--kind", "drift", "--kind", "shift"], 2,
        "--kind is shift, spike or noise_changed, not \"drift\""
      ),
      (["--metric", "latency", "--point", "p", "--n-runs", "0"], 2, "--n-runs: must lie between"),
    ] as [([String], Int32, String)])
  func whatMakesNoSenseIsRefused(_ arguments: [String], _ code: Int32, _ complaint: String) throws {
    store([1])
    let refused = try CommandRun("calibraxctl", ["changes"] + arguments + ["--data", directory.path])
    #expect(refused.code == code)
    #expect(refused.output == "")
    #expect(refused.complaints.contains(complaint), "\(refused.complaints)")
  }

  @Test func noSuchSeriesInJSON() throws {
    store([1])
    let shown = try CommandRun(
      "calibraxctl",
      ["changes", "--metric", "m", "--point", "p", "--format", "json", "--data", directory.path])
    #expect(shown.code == 4)
    #expect(shown.complaints == "")
    #expect(try JSON(parsing: Array(shown.output.utf8)) == ["change_points": [], "n": 0])
  }

  private func store(_ values: [Double]) {
    for (place, value) in values.enumerated() {
      let digits = place < 10 ? "0\(place)" : "\(place)"
      directory.write(
        [
          "id": .string("r\(digits)"), "timestamp": .string("2026-03-01T\(digits):00:00"), "branch": "main",
          "commit": .string("\(digits)abcdef0123"),
          "points": [["name": "p", "metrics": ["latency": ["value": .number(JSONNumber(value))]]]],
        ], to: "runs/r\(digits).json")
    }
  }

  private func changes(_ arguments: [String] = []) throws -> CommandRun {
    try CommandRun(
      "calibraxctl", ["changes", "--metric", "latency", "--point", "p", "--data", directory.path] + arguments)
  }
}
