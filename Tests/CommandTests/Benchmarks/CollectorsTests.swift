import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Who collects, and through what, makes no difference to what is collected.
@Suite struct CollectorsTests {
  private let commands = BenchmarkCommands()

  init() {
    for day in 1...9 { commands.write("ts,v,n\n2024-06-0\(day),\(day),4\n", to: "\(day).csv") }
    commands.configure(
      """
      B:
        host: ../results
        sources: {folders: [.]}
        metrics: {ts: {type: ts}, v: {type: float, validate: {name: range_validator, max: 8}}, n: {type: int}}
        table: [n]
        plots: [{y: v}]
      """)
  }

  @Test func aServerStoresWhatACommandStoresWithoutOne() throws {
    let alone = try commands.collect()
    let other = TemporaryDirectory()
    let server = try ServerProcess(other)
    var arguments = commands.collecting
    arguments[4] = other.path
    #expect(try CommandRun("calibraxctl", arguments) == alone)
    #expect(other.list("runs") == commands.directory.list("store/runs"))
    for name in other.list("runs") {
      #expect(other.read("runs/" + name) == commands.directory.read("store/runs/" + name))
    }
    let status = ["benchmarks", "status", "B", "--format", "json", "--data"]
    let reports = try [other.path, commands.store].map { path in
      var report = try JSON(parsing: Array(CommandRun("calibraxctl", status + [path]).output.utf8)).members ?? [:]
      report["collected_at"] = nil
      return report
    }
    #expect(reports[0] == reports[1])
    #expect(reports[0]["runs"]?["status"] == "-S-S-S-S-W")
    withExtendedLifetime(server) {}
  }

  @Test(arguments: [false, true])
  func twoAtOnceStoreEachRunOnce(_ hasServer: Bool) throws {
    let folder = TemporaryDirectory()
    var arguments = commands.collecting
    arguments[4] = folder.path
    let server = hasServer ? try ServerProcess(folder) : nil
    let both = try [1, 2].map { _ in try RunningCommand("calibraxctl", arguments) }
    let ends = both.map { $0.end() }
    #expect(ends.map(\.code) == [0, 0], "\(ends)")
    #expect(ends.map(\.complaints) == ["", ""])
    #expect(folder.list("runs").count == 9)
    #expect(try CommandRun("calibraxctl", arguments).output == "B: 9 rows in 9 files; runs: 0 new, 9 there already\n")
    withExtendedLifetime(server) {}
  }

  @Test func whoeverMayOnlyReadIsRefusedOnce() throws {
    let folder = TemporaryDirectory()
    folder.write("reader reader-0123456789\nwriter writer-0123456789\n", to: "tokens")
    let server = try ServerProcess(
      ["--data", folder.path, "--tcp", "127.0.0.1:0", "--token-file", folder.path("tokens")])
    let address = ["--server", "tcp:" + (try #require(server.tcp))]
    let arguments = Array(commands.collecting[...2]) + Array(commands.collecting[5...]) + address
    let reader = ["CALIBRAX_TOKEN": "reader-0123456789"]
    let run = try CommandRun("calibraxctl", arguments, environment: reader)
    #expect(run.code == 6)
    #expect(run.output == "")
    #expect(run.complaints.contains("the token's role is reader"))
    #expect(run.complaints.contains("Set CALIBRAX_TOKEN to a token whose role is writer."))
    #expect(run.complaints.split(separator: "\n").count == 2, "\(run.complaints)")
    #expect(folder.list("runs") == [])
    #expect(try CommandRun("calibraxctl", arguments, environment: ["CALIBRAX_TOKEN": "writer-0123456789"]).code == 0)
    let status = try CommandRun("calibraxctl", ["benchmarks", "status"] + address, environment: reader)
    #expect(status.code == 0 && status.output.contains("-S-S-S-S-W"))
    let again = try CommandRun("calibraxctl", arguments, environment: reader)
    #expect(again.code == 6, "also where there is nothing new")
    let removal = try CommandRun("calibraxctl", ["benchmarks", "remove", "B"] + address, environment: reader)
    #expect(removal.code == 6)
  }
}
