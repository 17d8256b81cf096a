import CalibraxJSON
import CalibraxServer
import CalibraxTestSupport
import Testing

/// The service level objectives of config.json, as a server judges runs by them.
@Suite struct ObjectiveTests {
  let directory = TemporaryDirectory()

  @Test(
    arguments: [
      ([["value": 1]], "slos[0].metric: is missing", nil),
      ([["metric": "a"]], "slos[0].value: is missing", nil),
      ([["metric": "", "value": 1]], "slos[0].metric: is empty", "Name a metric, as ttfc."),
      (
        [["metric": "a", "value": 1], ["metric": "a", "value": 1, "percentile": 99]],
        "slos[1].percentile: must lie between 0.0 and 1.0", "It is a fraction: 0.99 is the 99th percentile."
      ),
      (
        [["metric": "a", "value": 0]], "slos[0].value: must be a finite number above 0",
        "Give the limit in the metric's unit."
      ),
      (
        [["metric": "a", "value": "inf"]], "slos[0].value: expected a number, found a string", nil
      ),
      (
        [["metric": "a", "value": 1, "type": "constnt"]],
        "slos[0].type: expected \"constant\", found \"constnt\"", "Did you mean \"constant\"?"
      ),
      (
        [["metric": "a", "value": 1, "percentil": 0.5]], "slos[0].percentil: unknown member",
        "Did you mean \"percentile\"?"
      ),
      (
        [["metric": "a", "value": 1], ["metric": "b", "value": 1], ["metric": "a", "value": 2, "percentile": 0.99]],
        "slos[2]: is the objective a_p99, which slos[0] is too",
        "Remove one of them, or give it another percentile."
      ),
      (["metric": "a", "value": 1], "slos: expected an array", nil),
    ] as [(JSON, String, String?)])
  func aMistakeIsToldWithItsPlace(_ objectives: JSON, _ message: String, _ hint: String?) throws {
    let server = try serve(["slos": objectives], ["a": [1]])
    for method in ["threshold", "history", "paired", "auto"] {
      let error = try server.call("check", ["method": .string(method)])["error"]
      #expect(error?["message"]?.string == "config.json: " + message)
      #expect(error?["data"]?["kind"] == "conflict")
      if let hint { #expect(error?["data"]?["hint"]?.string == hint) }
      #expect(error?["data"]?["hint"]?.string?.isEmpty == false)
    }
    // What was measured is told all the same.
    let summary = try #require(try server.call("summary")["result"])
    #expect(summary["slos_problem"]?.string == "config.json: " + message)
    #expect(summary["points"] == 1)
    #expect(summary["slos"] == nil && summary["all_slos_met"] == nil)
  }

  @Test(arguments: ["{\"slos\":[],}", "{\"slo\":[]}"])
  func aFileWhoseObjectivesCannotBeReadIsAMistakeToo(_ text: String) throws {
    directory.write(text, to: "config.json")
    let server = try serve(nil, ["a": [1]])
    #expect(try server.call("check")["error"]?["data"]?["kind"] == "conflict")
    #expect(try server.call("summary")["result"]?["slos_problem"]?.string?.hasPrefix("config.json: ") == true)
  }

  @Test func withoutObjectivesNothingIsSaidOfThem() throws {
    for configuration in [[:], ["slos": []]] as [JSON] {
      let server = try serve(configuration, ["a": [1]])
      _ = try server.call("setBaseline")
      for method in ["check", "summary"] {
        let result = try #require(try server.call(method)["result"])
        #expect(result["slos"] == nil && result["all_slos_met"] == nil && result["slos_problem"] == nil)
      }
      server.stop()
    }
  }

  @Test(arguments: ["threshold", "history", "paired", "auto"])
  func anObjectiveThatIsNotMetFailsACheckByAnyMethod(_ method: String) throws {
    let server = try serve(["slos": [["metric": "a", "percentile": 1, "value": 2]]], ["a": [1, 3]])
    _ = try server.call("setBaseline")
    let found = try #require(try server.call("check", ["method": .string(method)])["result"])
    #expect(found["passed"] == false)
    #expect(found["regressions"] == [])
    #expect(found["all_slos_met"] == false)
    #expect(found["slos"]?[0]?["observed_value"] == 3)
    server.stop()
    let other = try serve(["slos": [["metric": "a", "percentile": 1, "value": 4]]], ["a": [1, 3]])
    let met = try #require(try other.call("check", ["method": .string(method)])["result"])
    #expect(met["passed"] == true)
    #expect(met["all_slos_met"] == true)
  }

  @Test func aRegressionIsNoneTheBetterForObjectivesThatAreMet() throws {
    let server = try serve(["slos": [["metric": "a", "value": 5]]], ["a": [1]])
    _ = try server.call("setBaseline")
    let worse: JSON = [
      "metric_defs": ["a": ["direction": "lower"]],
      "points": [["name": "p", "metrics": ["a": ["value": 2, "samples": [2]]]]],
    ]
    let found = try #require(try server.call("check", ["run": worse])["result"])
    #expect(found["passed"] == false)
    #expect(found["all_slos_met"] == true)
    #expect(found["regressions"]?.elements?.count == 1)
  }

  @Test func whatWasNotMetIsToldWithoutABaselineThatNobodyNamed() throws {
    let server = try serve(["slos": [["metric": "a", "value": 2]]], ["a": [3]])
    let found = try #require(try server.call("check")["result"])
    #expect(found["passed"] == false && found["all_slos_met"] == false)
    #expect(found["compared"] == 0 && found["baseline_id"] == "")
    #expect(try server.call("check", ["baseline": "release"])["error"]?["data"]?["kind"] == "not_found")
    server.stop()
    let met = try serve(["slos": [["metric": "a", "value": 4]]], ["a": [3]])
    #expect(try met.call("check")["error"]?["data"]?["kind"] == "not_found")
  }

  @Test func objectivesHoldFromWhenTheyAreWritten() throws {
    let server = try serve([:], ["a": [3]])
    directory.write(["slos": [["metric": "a", "value": 2]]], to: "config.json")
    #expect(try eventually { try server.call("summary")["result"]?["all_slos_met"] == false })
  }

  /// A server of a store with a configuration, unless there is one already, and one run.
  private func serve(_ configuration: JSON?, _ samples: OrderedMap<JSON>) throws -> TestServer {
    if let configuration { directory.write(configuration, to: "config.json") }
    let metrics = samples.mapValues { JSON.object(["value": 1, "samples": $0]) }
    let definitions = samples.mapValues { _ in JSON.object(["direction": "lower"]) }
    directory.write(
      [
        "id": "r", "timestamp": "2026-03-01T00:00:00", "metric_defs": .object(definitions),
        "points": [["name": "p", "metrics": .object(metrics)]],
      ], to: "runs/r.json")
    return try TestServer(directory)
  }
}
