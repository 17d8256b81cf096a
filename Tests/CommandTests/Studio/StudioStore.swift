import CalibraxJSON
import CalibraxTestSupport

/// A store with a benchmark, an execution that recorded and an alert that fires, and who serves it.
enum StudioStore {
  static func fill(_ server: TestServer) throws {
    for (place, value) in [1.0, 2, 9, 2, 1, 2, -9, 2, 1, 2].enumerated() {
      let metrics: JSON = [
        "v": ["value": .number(JSONNumber(value))], "ts": ["value": .number(JSONNumber(1_772_323_200 + place))],
      ]
      try require(
        server.call(
          "ingest",
          [
            "run": [
              "id": .string("r\(place)"), "timestamp": .string("2026-03-01T00:00:0\(place)"),
              "points": [["name": "B/1", "tags": ["n": "x y"], "metrics": metrics]],
            ]
          ]))
    }
    try require(
      server.call(
        "setBenchmark",
        [
          "name": "B/1",
          "configuration": [
            "sources": ["folders": ["r"]], "table": ["n"], "plots": [["y": "v"]],
            "metrics": ["ts": ["type": "ts"], "n": [:], "v": ["type": "float"]],
          ],
        ]))
    try require(server.call("startExecution", ["execution_id": "e1", "pipeline_name": "train"]))
    try record(server, 0.5)
    try alert(server, "too <slow>")
  }

  static func record(_ server: TestServer, _ value: Double) throws {
    try require(
      server.call(
        "record",
        ["execution_id": "e1", "key": "loss", "value": .number(JSONNumber(value))]))
  }

  @discardableResult static func alert(_ server: TestServer, _ message: String) throws -> String {
    let answer = try server.call(
      "triggerAlert",
      ["severity": "warning", "message": .string(message), "metric_name": "latency", "metric_value": 2, "threshold": 1])
    try require(answer)
    return answer["result"]?["alert_id"]?.string ?? ""
  }

  static func require(_ answer: JSON) throws {
    if answer["result"] == nil { throw RunningStudio.Failure(description: "\(answer)") }
  }
}
