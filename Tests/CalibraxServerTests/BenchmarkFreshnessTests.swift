import CalibraxJSON
import CalibraxServer
import CalibraxStore
import CalibraxTestSupport
import Testing

/// Whatever happens to runs and benchmarks, a server that keeps what it worked out answers like one that has just begun.
@Suite struct BenchmarkFreshnessTests {
  /// A server that goes on, and what another on the same store says.
  private final class Pair {
    private let directory = TemporaryDirectory()
    private var server: InProcessServer

    init() throws {
      let layout = StoreLayout(directory.path)
      server = InProcessServer(store: try DirectoryStore(layout), series: try SeriesStore(layout))
    }

    @discardableResult func call(_ method: String, _ params: JSON = [:]) throws -> JSON {
      try JSON(parsing: server.exchange(Array(request(method, params).utf8).span))
    }

    /// What differs between the two, by question.
    func differences() throws -> [String] {
      let layout = StoreLayout(directory.path)
      var fresh = InProcessServer(
        store: try DirectoryStore(layout, access: .read), series: try SeriesStore(layout, access: .read))
      var questions: [(method: String, params: JSON)] = [("benchmarkOverview", [:])]
      for name in ["files", "store", "both"] {
        questions.append(("benchmark", ["name": .string(name), "points": true]))
        for tab in ["", "collected", "harness"] {
          questions.append(("figure", ["name": .string(name), "tab": .string(tab), "row": "x", "max_points": 4]))
        }
      }
      return questions.compactMap { method, params in
        let text = Array(request(method, params).utf8)
        let (kept, new) = (server.exchange(text.span), fresh.exchange(text.span))
        if kept == new { return nil }
        return
          "\(method) \(params): \(String(decoding: kept, as: UTF8.self)) not \(String(decoding: new, as: UTF8.self))"
      }
    }
  }

  private let pair: Pair
  init() throws { pair = try Pair() }

  private func run(_ id: String, value: Int, branch: String = "main", name: String = "files") -> JSON {
    let metrics: JSON = [
      "v": ["value": .number(JSONNumber(value))], "ts": ["value": .number(JSONNumber(1_772_323_200 + value))],
    ]
    return [
      "id": .string(id), "timestamp": .string("2026-03-0\(value % 9 + 1)T00:00:00"), "branch": .string(branch),
      "points": [
        ["name": .string(name), "tags": ["p": "x"], "metrics": metrics],
        ["name": "both", "scenario": "collected", "tags": ["p": "x"], "metrics": metrics],
        ["name": "sort", "tags": ["p": "x"], "metrics": metrics],
      ],
    ]
  }

  private func ingest(_ run: JSON) throws { try pair.call("ingest", ["run": run, "replace": true]) }

  private func set(_ name: String, limit: Int = 5, files: [String] = []) throws {
    let metrics: JSON = [
      "ts": ["type": "ts"], "p": [:],
      "v": ["type": "float", "validate": [["name": "range_validator", "max": .number(JSONNumber(limit))]]],
    ]
    let (collected, stored): (JSON, JSON) = (["folders": ["r"]], ["store": ["point": "sort", "branch": "main"]])
    var configuration: OrderedMap<JSON> = ["metrics": metrics, "table": ["p"], "plots": [["y": "v"]]]
    switch name {
    case "files": configuration["sources"] = collected
    case "store": configuration["sources"] = stored
    default: configuration["tabs"] = ["collected": ["sources": collected], "harness": ["sources": stored]]
    }
    let listed = files.map { ["tab": "", "path": .string($0), "run_id": .string($0)] as JSON }
    let answer = try pair.call(
      "setBenchmark", ["name": .string(name), "configuration": .object(configuration), "files": .array(listed)])
    #expect(answer["result"] != nil, "\(answer)")
  }

  private func same(_ location: SourceLocation = #_sourceLocation) throws {
    let differences = try pair.differences()
    #expect(differences == [], sourceLocation: location)
  }

  private func total(_ name: String) throws -> Double? {
    try pair.call("benchmark", ["name": .string(name)])["result"]?["runs"]?["total"]?.double
  }

  private func status(_ name: String) throws -> String? {
    try pair.call("benchmark", ["name": .string(name)])["result"]?["runs"]?["status"]?.string
  }

  @Test func runsThatComeBeforeAndAfterTheBenchmarkAreThere() throws {
    try ingest(run("a", value: 1))
    try set("files", files: ["a", "b"])
    #expect(try total("files") == 1)
    try same()
    try ingest(run("b", value: 2))
    #expect(try total("files") == 2)
    try same()
  }

  @Test func runsThatWereNotCollectedAreNot() throws {
    try set("files", files: ["a"])
    for id in ["a", "b"] { try ingest(run(id, value: 1)) }
    #expect(try total("files") == 1)
    try set("files", files: ["a", "b"])
    #expect(try total("files") == 2)
    try set("files")
    try ingest(run("c", value: 3))
    #expect(try total("files") == 3, "without a list they are those of its name")
    try same()
  }

  @Test func aRunThatIsDeletedIsGoneAndComesAgain() throws {
    try ingest(run("a", value: 1))
    try ingest(run("b", value: 2))
    try set("files", files: ["a", "b"])
    #expect(try total("files") == 2)
    try pair.call("deleteRun", ["run_id": "a"])
    #expect(try total("files") == 1)
    try same()
    try ingest(run("a", value: 1))
    #expect(try total("files") == 2)
    try same()
  }

  @Test func aRunThatIsReplacedIsTheNewOne() throws {
    try ingest(run("a", value: 1))
    try set("files", files: ["a"])
    #expect(try status("files") == "S")
    try ingest(run("a", value: 9))
    #expect(try status("files") == "W")
    try same()
    try set("files", limit: 10, files: ["a"])
    #expect(try status("files") == "S")
    try same()
  }

  @Test func aRunThatChangesItsNameOrBranchLeaves() throws {
    try ingest(run("a", value: 1))
    for name in ["files", "store", "both"] { try set(name) }
    #expect(try [total("files"), total("store"), total("both")] == [1, 1, 2])
    try ingest(run("a", value: 1, name: "other"))
    #expect(try [total("files"), total("store"), total("both")] == [0, 1, 2])
    try same()
    try ingest(run("a", value: 1, branch: "topic"))
    #expect(try [total("files"), total("store"), total("both")] == [1, 0, 1])
    try same()
  }

  @Test func aTabOfTheStoreHasWhateverComes() throws {
    try set("both", files: ["a"])
    for (place, id) in ["a", "b", "c"].enumerated() {
      try ingest(run(id, value: place + 1))
      #expect(try total("both") == Double(place + 2))
      try same()
    }
    try pair.call("deleteRun", ["run_id": "b"])
    #expect(try total("both") == 3)
    try same()
  }

  @Test func aBenchmarkThatIsRemovedIsGone() throws {
    try ingest(run("a", value: 1))
    try set("files", files: ["a"])
    #expect(try total("files") == 1)
    try pair.call("deleteBenchmark", ["name": "files"])
    #expect(try total("files") == nil)
    try same()
    try set("files", limit: 0, files: ["a"])
    #expect(try status("files") == "W")
    try same()
  }

  @Test(arguments: 1...6) func whateverHappensInWhateverOrder(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (ids, names) = (["a", "b", "c", "d", "e"], ["files", "store", "both"])
    for step in 0..<60 {
      let id = ids.randomElement(using: &random) ?? ""
      let name = names.randomElement(using: &random) ?? ""
      switch Int.random(in: 0..<10, using: &random) {
      case 0...4:
        try ingest(
          run(
            id, value: .random(in: 1...9, using: &random), branch: .random(using: &random) ? "main" : "topic",
            name: Bool.random(using: &random) ? "files" : "other"))
      case 5...6: try pair.call("deleteRun", ["run_id": .string(id)])
      case 7...8:
        try set(name, limit: .random(in: 1...9, using: &random), files: ids.filter { _ in .random(using: &random) })
      default: try pair.call("deleteBenchmark", ["name": .string(name)])
      }
      let differences = try pair.differences()
      #expect(differences == [], "step \(step)")
      if !differences.isEmpty { return }
    }
  }
}
