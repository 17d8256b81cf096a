import CalibraxJSON
import CalibraxServer
import CalibraxTestSupport
import Testing

/// The policies of config.json as a server explains them, and what it suggests in their place.
@Suite struct PolicyTests {
  let directory = TemporaryDirectory()

  private let policies: JSON = [
    ["metric": "latency", "tags": ["device": "gpu"], "threshold": 0.2, "confirmations": 2, "reason": "shared"],
    ["point": "p", "threshold": 0.1], ["metric": "latency", "ignore": true],
  ]

  @Test func theFirstThatNamesAMetricHolds() throws {
    directory.write(["policies": policies], to: "config.json")
    let server = try TestServer(directory)
    let explanation = try explain(server, ["point": "p", "metric": "latency"])
    #expect(explanation["rule"] == 1)
    #expect(explanation["rules"]?.elements?.map { $0["outcome"] } == ["mismatch", "holds", "hidden"])
    #expect(explanation["rules"]?[0]?["mismatches"] == ["tags"])
    let gpu = try explain(server, ["point": "q", "metric": "latency", "tags": ["device": "gpu", "size": "small"]])
    #expect(gpu["rule"] == 0)
    #expect(
      gpu["policy"] == [
        "point": "*", "metric": "latency", "tags": ["device": "gpu"], "threshold": 0.2, "confirmations": 2,
        "min_runs": 8, "max_runs": 50, "level": 0.01, "allow_missing": false, "ignore": false, "reason": "shared",
      ])
    #expect(try explain(server, ["point": "q", "metric": "speed"])["rule"] == nil)
  }

  @Test(
    arguments: [
      ([["metric": "a"], ["threshold": -1]], "config.json: policies[1].threshold: must lie between 0.0 and 1000.0"),
      ([["treshold": 1]], "config.json: policies[0].treshold: unknown member"),
      (["metric": "a"], "config.json: policies: expected an array"),
    ] as [(JSON, String)])
  func aMistakeIsToldWithItsPlace(_ policies: JSON, _ message: String) throws {
    directory.write(["policies": policies], to: "config.json")
    let server = try TestServer(directory)
    for (method, params) in [("explainPolicy", ["point": "p", "metric": "m"]), ("suggestPolicies", [:])]
      as [(String, JSON)]
    {
      let error = try server.call(method, params)["error"]
      #expect(error?["message"]?.string == message)
      #expect(error?["data"]?["kind"] == "conflict")
    }
  }

  @Test func whatIsSuggestedStandsInConfig() throws {
    directory.write(["policies": policies], to: "config.json")
    store(12) { $0 % 2 == 0 ? 100 : 101 }
    let first = try TestServer(directory)
    let suggested = try suggest(first)
    first.stop()
    // The last ignores what the others do not name.
    #expect(suggested["suggestions"]?.elements?.map { $0["rule"] } == [0, 1])
    let found = try #require(suggested["policies"])
    #expect(
      found == [
        [
          "point": "p", "metric": "latency", "tags": ["device": "gpu"], "threshold": 0.02, "confirmations": 2,
          "reason": "shared",
        ],
        ["metric": "latency", "tags": ["device": "gpu"], "threshold": 0.2, "confirmations": 2, "reason": "shared"],
        ["point": "p", "metric": "latency", "threshold": 0.02], ["point": "p", "threshold": 0.1],
        ["metric": "latency", "ignore": true],
      ])
    directory.write(["policies": found], to: "config.json")
    let again = try suggest(try TestServer(directory))
    #expect(again["policies"] == found)
    #expect(again["suggestions"]?.elements?.map { $0["present_threshold"] } == [0.02, 0.02])
  }

  private func explain(_ server: TestServer, _ params: JSON) throws -> JSON {
    try #require(try server.call("explainPolicy", params)["result"])
  }

  private func suggest(_ server: TestServer) throws -> JSON {
    try #require(try server.call("suggestPolicies")["result"])
  }

  /// Stores runs of three points with a latency each.
  private func store(_ count: Int, _ value: (Int) -> Double) {
    for place in 0..<count {
      let metrics: JSON = ["latency": ["value": .number(JSONNumber(value(place)))]]
      let points: [JSON] = [
        ["name": "p", "tags": ["device": "gpu"], "metrics": metrics], ["name": "p", "metrics": metrics],
        ["name": "q", "metrics": metrics],
      ]
      let digits = place < 10 ? "0\(place)" : "\(place)"
      directory.write(
        [
          "id": .string("r\(digits)"), "timestamp": .string("2026-03-01T\(digits):00:00"),
          "metric_defs": ["latency": ["direction": "lower"]], "points": .array(points),
        ], to: "runs/r\(digits).json")
    }
  }
}
