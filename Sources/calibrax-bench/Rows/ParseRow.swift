import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import Foundation

/// Reading requests and documents.
enum ParseRow: Row {
  static let name = "parse"
  static let summary = "read a request line and run documents, beside Foundation and orjson"

  /// 120 bytes, the size of a usual request.
  static let requestLine = Array(
    #"{"jsonrpc":"2.0","id":17,"method":"log","params":{"execution_id":"run-42/a1","key":"loss","value":0.1234,"at":17672256}}"#
      .utf8)

  /// The parameters of the request.
  struct Sample: Record {
    var executionID = ""
    var key = ""
    var value = 0.0
    var at: Int?

    static let fields: Fields<Sample> = [
      .required("execution_id", \.executionID, "The execution."),
      .required("key", \.key, "The metric."),
      .required("value", \.value, "Its value."),
      .optional("at", \.at, "When it was taken."),
    ]
  }

  /// The same for Foundation.
  private struct CodableRequest: Decodable {
    struct Sample: Decodable {
      var execution_id: String
      var key: String
      var value: Double
      var at: Int?
    }
    var jsonrpc: String
    var id: Int
    var method: String
    var params: Sample
  }

  private struct CodableRun: Decodable {
    struct Point: Decodable {
      var name: String
      var scenario: String
      var tags: [String: String]
      var metrics: [String: Metric]
    }
    struct Metric: Decodable {
      var value: Double
      var lower: Double?
      var upper: Double?
    }
    struct Definition: Decodable {
      var name: String
      var unit: String
      var direction: String
    }
    var id: String
    var timestamp: String
    var commit: String?
    var branch: String?
    var metric_defs: [String: Definition]
    var points: [Point]
  }

  static func measure(_ settings: Settings) throws -> [Measurement] {
    var results = try requests(settings)
    for (title, points) in [("run of 20 points × 5 metrics", 20), ("large run", 21_700)] {
      results += try runs(title, points: points, settings)
    }
    return results
  }

  private static func requests(_ settings: Settings) throws -> [Measurement] {
    let line = requestLine
    let data = Data(line)
    let decoder = JSONDecoder()
    return [
      try .take(
        "request line of \(line.count) bytes, tokens only", "µs", better: .lower, repeats: settings.repeats,
        [
          Subject("calibrax") {
            var parser = JSONParser()
            return try microseconds(calls: 300_000) { use(try parser.parse(line.span).count) }
          },
          Subject("JSONSerialization") {
            try microseconds(calls: 20_000) { use(try JSONSerialization.jsonObject(with: data)) }
          },
        ]),
      try .take(
        "request line of \(line.count) bytes, typed", "µs", better: .lower, budgets: [.median(0.35)],
        repeats: settings.repeats,
        [
          Subject("calibrax") {
            var parser = JSONParser()
            return try microseconds(calls: 300_000) {
              let request = try Request(try parser.parse(line.span))
              guard let params = request.params else { throw BenchError("no params") }
              use(try Sample(json: params).value)
            }
          },
          Subject("JSONDecoder") {
            try microseconds(calls: 20_000) { use(try decoder.decode(CodableRequest.self, from: data).params.value) }
          },
        ]),
    ]
  }

  private static func runs(_ title: String, points: Int, _ settings: Settings) throws -> [Measurement] {
    let bytes = JSONWriter.bytes(of: SampleDocuments.run(number: 1, points: points))
    let data = Data(bytes)
    let calls = max(1, 4_000_000 / bytes.count)
    let title = "\(title), \(Report.figure(Double(bytes.count) / 1_000)) kB"
    let decoder = JSONDecoder()
    func throughput(_ calls: Int, _ body: () throws -> Void) rethrows -> Double {
      Double(bytes.count) / (try microseconds(calls: calls, body))
    }
    var decoded = [
      Subject("calibrax") {
        var parser = JSONParser()
        return try throughput(calls) { use(try parser.decode(Run.self, from: bytes).points.count) }
      },
      Subject("JSONDecoder") {
        try throughput(max(1, calls / 20)) { use(try decoder.decode(CodableRun.self, from: data).points.count) }
      },
    ]
    if Python.has("orjson") {
      let file = try Leftovers.makeDirectory() + "/run.json"
      try data.write(to: URL(fileURLWithPath: file))
      let script = """
        import sys, time, orjson
        data = open(sys.argv[1], 'rb').read()
        start = time.perf_counter()
        for _ in range(int(sys.argv[2])): orjson.loads(data)
        print(len(data) * int(sys.argv[2]) / (time.perf_counter() - start) / 1e6)
        """
      decoded.append(
        Subject("orjson, to dictionaries") { try Python.figures(script, [file, String(calls)]).first ?? .nan })
    }
    return [
      try .take(
        title + ", tokens only", "MB/s", better: .higher, budgets: [.median(500)], repeats: settings.repeats,
        [
          Subject("calibrax") {
            var parser = JSONParser()
            return try throughput(calls * 4) { use(try parser.parse(bytes.span).count) }
          },
          Subject("JSONSerialization") {
            try throughput(max(1, calls / 20)) { use(try JSONSerialization.jsonObject(with: data)) }
          },
        ]),
      try .take(title + ", decoded as Run", "MB/s", better: .higher, repeats: settings.repeats, decoded),
    ]
  }
}
