import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Benchmarks live as long as their files, and no longer.
@Suite struct StoredBenchmarksTests {
  private let commands = BenchmarkCommands()

  init() throws {
    commands.write("ts,v,n\n2024-06-01,1,4\n2024-06-02,9,4\n", to: "1.csv")
    commands.configure(["A", "B"].map(configuration).joined())
    _ = try commands.collect()
  }

  private func configuration(_ name: String) -> String {
    """
    \(name):
      host: ../results
      sources: {folders: [.]}
      metrics: {ts: {type: ts}, v: {type: float, validate: {name: range_validator, max: 5}}, n: {type: int}}
      table: [n]
      plots: [{y: v}]

    """
  }

  /// A server of the store, and what it is asked over its socket.
  private func server() throws -> ServerProcess { try ServerProcess(["--data", commands.store]) }

  private func call(_ method: String, _ params: JSON = [:]) throws -> JSON {
    try LineSocket(unix: commands.store + "/calibrax.sock").call(method, params)
  }

  private func overview() throws -> [String: String] {
    let heads = try call("benchmarkOverview")["result"]?["benchmarks"]?.elements ?? []
    return Dictionary(
      heads.map { ($0["name"]?.string ?? "", $0["runs"]?["status"]?.string ?? "") }, uniquingKeysWith: { $1 })
  }

  private func damaged() throws -> [String] {
    let files = try call("serverInfo")["result"]?["store"]?["damaged"]?.elements ?? []
    return files.compactMap { $0["file"]?.string }
  }

  @Test func aServerThatIsStartedAgainHasThem() throws {
    for _ in 1...2 {
      let server = try server()
      #expect(try overview() == ["A": "S-W", "B": "S-W"])
      #expect(server.terminate() == 0)
    }
    commands.directory.remove("store/index")
    let server = try server()
    #expect(try overview() == ["A": "S-W", "B": "S-W"])
    withExtendedLifetime(server) {}
  }

  @Test(arguments: ["{", "[]", "{\"name\": \"A\"}", "{\"name\": \"A\", \"configuration\": {}, \"files\": 3}"])
  func aDamagedFileIsNamedAndCostsNoOther(_ text: String) throws {
    commands.directory.write(text, to: "store/benchmarks/A.json")
    let server = try server()
    #expect(try overview() == ["B": "S-W"])
    #expect(try damaged().count == 1)
    #expect(try damaged().first?.hasSuffix("A.json") == true)
    #expect(try call("benchmark", ["name": "A"])["error"]?["code"] != nil)
    #expect(try commands.collect().code == 0, "collecting writes it anew")
    #expect(try overview() == ["A": "S-W", "B": "S-W"])
    #expect(try damaged() == [])
    withExtendedLifetime(server) {}
  }

  @Test func oneThatIsWrittenByHandIsPickedUp() throws {
    let server = try server()
    #expect(try overview().count == 2)
    let text = try #require(commands.directory.read("store/benchmarks/A.json"))
    commands.directory.write(text.replacing("\"max\": 5", with: "\"max\": 0"), to: "store/benchmarks/A.json")
    #expect(try eventually { try overview()["A"] == "W-W" })
    commands.directory.write(text, to: "store/benchmarks/C.json")
    #expect(try eventually { try overview().keys.sorted() == ["A", "B", "C"] })
    #expect(try overview()["C"] == "", "it is named for its file, and has no runs")
    commands.directory.write("{", to: "store/benchmarks/C.json")
    #expect(try eventually { try damaged().count == 1 })
    commands.directory.remove("store/benchmarks/C.json")
    #expect(try eventually { try damaged() == [] })
    commands.directory.remove("store/benchmarks/A.json")
    #expect(try eventually { try overview().keys.sorted() == ["B"] })
    withExtendedLifetime(server) {}
  }

  @Test func aClientsConfigurationNeverStartsAProgram() throws {
    let server = try server()
    var stored = try #require(try call("getBenchmark", ["name": "A"])["result"]?.members)
    var configuration = try #require(stored["configuration"]?.members)
    configuration["metrics"] = [
      "ts": ["type": "ts"], "n": ["type": "int"],
      "v": [
        "type": "float", "validate": [["name": "f", "module": "nowhere"], ["name": "range_validator", "max": 0]],
      ],
    ]
    configuration["token"] = "secret-of-mine"
    stored["configuration"] = .object(configuration)
    #expect(try call("setBenchmark", .object(stored))["result"] == ["name": "A", "created": false])
    #expect(try overview()["A"] == "W-W")
    #expect(
      try call("benchmark", ["name": "A"])["result"]?["messages"] == [], "nobody has looked for the module")
    #expect(try call("getBenchmark", ["name": "A"])["result"]?["configuration"]?["token"] == nil)
    withExtendedLifetime(server) {}
  }
}
