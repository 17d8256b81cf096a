import CalibraxAPI
import CalibraxJSON
import CalibraxRPC
import Foundation

/// Writing the answer to a usual request.
enum ReplyRow: Row {
  static let name = "reply"
  static let summary = "write the reply to a stored run, beside JSONEncoder"

  private struct CodableReply: Encodable {
    struct Result: Encodable {
      var run_id: String
      var points: Int
      var created: Bool
    }
    var jsonrpc = "2.0"
    var id = 17
    var result: Result
  }

  static func measure(_ settings: Settings) throws -> [Measurement] {
    var parser = JSONParser()
    let line = ParseRow.requestLine
    guard let id = try Request(try parser.parse(line.span)).id else { throw BenchError("no id") }
    var result = Ingest.Result()
    result.runID = "20260301T120000.000000Z_1f0e2d3c4b5a6978"
    result.points = 20
    result.created = true
    let reply = CodableReply(result: .init(run_id: result.runID, points: result.points, created: result.created))
    let encoder = JSONEncoder()
    return [
      try .take(
        "reply with run_id, points, created", "µs", better: .lower, budgets: [.median(0.1)], repeats: settings.repeats,
        [
          Subject("calibrax") {
            var writer = JSONWriter()
            return microseconds(calls: 500_000) {
              writer.bytes.removeAll(keepingCapacity: true)
              writer.response(to: id, result: result)
              use(writer.bytes.count)
            }
          },
          Subject("JSONEncoder") { try microseconds(calls: 20_000) { use(try encoder.encode(reply).count) } },
        ])
    ]
  }
}
