import CalibraxJSON
import CalibraxTestSupport
import Testing

/// A metric of an execution as a table or a chart, with a server and without one.
@Suite struct QueryTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func theSamplesOfAMetric(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    try record("[[0,2.5],[1,1.25],[3,0.3],[2,1e-7]]")
    try expect(["loss"], "At  Value\n 0    2.5\n 1   1.25\n 2  1e-07\n 3    0.3\n")
    try expect(["loss", "--order", "recorded", "--from", "1"], "At  Value\n 1   1.25\n 3    0.3\n 2  1e-07\n")
    try expect(["loss", "--to", "0", "--format", "markdown"], "| At | Value |\n|---|---|\n| 0 | 2.5 |\n")
    let json = try query(["loss", "--max-points", "4", "--format", "json"])
    let result = try JSON(parsing: Array(json.output.utf8))
    #expect(result["total"] == 4)
    #expect(result["points"]?.elements?.count == 4)
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func aReducedSeriesSaysSo() throws {
    try record("[\((0..<100).map { "[\($0),\($0)]" }.joined(separator: ","))]")
    let reduced = try query(["loss", "--max-points", "8"])
    let shown = reduced.output.split(separator: "\n").count - 1
    #expect(shown <= 8)
    #expect(reduced.complaints == "calibraxctl: \(shown) of 100 samples are shown\n")
    #expect(try query(["loss", "--max-points", "100"]).complaints == "")
    #expect(try query(["loss", "--max-points", "8", "--format", "json"]).complaints == "")
  }

  @Test func aChart() throws {
    try record("[[0,0],[1,1],[2,2],[3,3]]")
    let chart = try query(["loss", "--plot"]).output
    let lines = chart.split(separator: "\n")
    #expect(lines.count == 16)
    #expect(lines.first == "● loss 3 nats")
    #expect(lines[1].hasPrefix("3.0 nats ┤ "))
    #expect(lines.last?.hasSuffix("  epoch") == true)
    #expect(try query(["loss", "--plot", "--format", "markdown"]).output == "```text\n\(chart)```\n")
    #expect(try query(["loss", "--plot", "--from", "9"]).output.contains("no samples yet"))
  }

  @Test(
    arguments: [
      ([], 2, "query needs a metric: calibraxctl query KEY"),
      (["loss", "--order", "x"], 2, "--order is at or recorded"),
      (["loss", "--plot", "--format", "json"], 2, "--plot draws text"),
      (["none"], 5, "The execution \"default\" has no series \"none\"."),
      (["loss", "--execution", "none"], 5, "There is no execution \"none\"."),
      (["loss", "--max-points", "3"], 2, "--max-points: must lie between"),
    ] as [([String], Int32, String)])
  func whatCannotBeShown(_ arguments: [String], _ code: Int32, _ complaint: String) throws {
    try record("[[0,0]]")
    let run = try query(arguments)
    #expect(run.code == code)
    #expect(run.complaints.contains(complaint), "\(run.complaints)")
  }

  /// Records points of a metric of its own scale and group.
  private func record(_ points: String) throws {
    let metric = #"{"key":"loss","group":{"name":"training","units":"epoch"},"scale":{"units":"nats"}}"#
    for (method, params) in [("defineMetric", metric), ("record", #"{"series":0,"points":\#(points)}"#)] {
      #expect(try CommandRun("calibraxctl", ["call", method, params, "--data", directory.path]).code == 0)
    }
  }

  private func query(_ arguments: [String]) throws -> CommandRun {
    try CommandRun("calibraxctl", ["query"] + arguments + ["--data", directory.path])
  }

  private func expect(
    _ arguments: [String], _ output: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try query(arguments)
    #expect(run.output == output, "\(run.complaints)", sourceLocation: sourceLocation)
  }
}
