import CalibraxServer
import CalibraxTestSupport
import Foundation
import Testing

/// How `calibraxctl studio` begins, and what it says when it cannot.
@Suite struct StudioCommandTests {
  private func studio(_ arguments: String...) throws -> CommandRun {
    try CommandRun("calibraxctl", ["studio"] + arguments)
  }

  @Test func withoutAServerItSaysHowThereIsOne() throws {
    let directory = TemporaryDirectory()
    let run = try studio("--data", directory.path, "--listen", "127.0.0.1:0")
    #expect(run.code == 3 && run.output == "")
    #expect(run.complaints.contains("no server serves \(directory.path)"))
    #expect(
      run.complaints.contains("Start one with calibraxd --data \(directory.path), or name one with --server ADDRESS."))
  }

  @Test(arguments: ["8173", "x", ":8173", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1"])
  func whereToListenIsAHostAndAPort(_ text: String) throws {
    let run = try studio("--listen", text)
    #expect(run.code == 2 && run.complaints.contains("--listen needs HOST:PORT, not \"\(text)\""))
  }

  @Test func aPortThatIsTakenIsTold() throws {
    let server = try TestServer()
    let first = try RunningStudio("--data", server.directory.path)
    let run = try studio("--data", server.directory.path, "--listen", first.address)
    #expect(run.code == 3 && run.output == "" && run.complaints.contains(first.address), "\(run.complaints)")
    #expect(run.complaints.contains("Name another place with --listen HOST:PORT."))
    #expect(try first.ask("/").status == 200)
  }

  @Test func aHostThatIsNotThisMachineIsTold() throws {
    let server = try TestServer()
    let run = try studio("--data", server.directory.path, "--listen", "192.0.2.1:0")
    #expect(run.code == 3 && run.complaints.contains("192.0.2.1"), "\(run.complaints)")
  }

  @Test func aServerIsNamedByItsAddress() throws {
    let server = try TestServer()
    let studio = try RunningStudio("--server", "tcp:" + (server.server.tcpAddress ?? ""))
    #expect(try studio.ask("/").status == 200)
    server.stop()
    #expect(try studio.ask("/").status == 503)
  }

  @Test func itIsKnownByOtherNamesToo() throws {
    let server = try TestServer()
    let studio = try RunningStudio(
      "--data", server.directory.path, "--name", "bench.example:80", "--name", "b.example:9000")
    for name in ["bench.example", "bench.example:80", "b.example:9000"] {
      #expect(try studio.ask("/", headers: ["Host": name]).status == 200)
    }
    #expect(try studio.ask("/", headers: ["Host": "b.example"]).status == 421)
  }

  @Test func plotlyIsServedFromItsFile() throws {
    let server = try TestServer()
    server.directory.write("/* plotly */", to: "plotly.js")
    let studio = try RunningStudio("--data", server.directory.path, "--plotly", server.directory.path("plotly.js"))
    let script = try studio.ask("/assets/plotly.js")
    #expect(script.status == 200 && script.body == "/* plotly */")
    #expect(try studio.ask("/").body.contains("<script defer src=\"assets/plotly.js\"></script>"))
    let missing = try self.studio("--data", server.directory.path, "--plotly", "/nowhere.js")
    #expect(missing.code == 5 && missing.complaints.contains("cannot read /nowhere.js"))
  }

  @Test func withoutPlotlyThereIsNone() throws {
    let server = try TestServer()
    let studio = try RunningStudio("--data", server.directory.path)
    #expect(try studio.ask("/assets/plotly.js").status == 404)
  }
}
