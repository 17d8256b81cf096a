import CalibraxJSON
import CalibraxNet
import CalibraxServer
import CalibraxTestSupport
import Testing

/// Whatever a client sends, it gets a clear error, the connection stays usable, and nothing stored is lost.
@Suite struct BadInputTests {
  @Test(arguments: [
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi", -32700),
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\ud800\"}", -32700),
    (String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000), -32700),
    (String(repeating: "{\"a\":", count: 10_000), -32700),
    ("nothing", -32700), ("\"text\"", -32600), ("{}", -32600), ("[[]]", -32600),
    ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", -32600),
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"extra\":1}", -32600),
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":7}", -32602),
    ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"a\":1}}", -32602),
  ])
  func aLineThatIsNoUsableRequest(_ line: String, _ code: Int) throws {
    let server = try TestServer()
    let socket = try server.unix()
    try socket.send(line)
    let response = try socket.response()
    #expect((response.elements?[0] ?? response)["error"]?["code"]?.double == Double(code))
    #expect(try socket.call("ping")["result"] == [:])
  }

  @Test func invalidUTF8() throws {
    let server = try TestServer()
    let socket = try server.unix()
    try socket.send(Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"".utf8) + [0xFF, 0xFE] + Array("\"}\n".utf8))
    #expect(try socket.response()["error"]?["code"] == -32700)
    #expect(try socket.call("ping")["result"] == [:])
  }

  @Test func aLineOverTheLimitIsSkippedAndTheNextIsAnswered() throws {
    let server = try TestServer { $0.limits.net.line = 100_000 }
    let socket = try server.unix()
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
    try socket.send(long + Array(("\n" + request("ping") + "\n").utf8))
    #expect(try socket.response()["error"]?["data"]?["kind"] == "limit_exceeded")
    #expect(try socket.response()["result"] == [:])
    // At the limit it is a line like others.
    let exact = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"
    try socket.send(exact + String(repeating: " ", count: 100_000 - exact.utf8.count))
    #expect(try socket.response()["result"] == [:])
  }

  @Test(arguments: [
    ("{\"points\":7}", "params.run.points", "expected an array, found a number"),
    ("{\"points\":[7]}", "params.run.points[0]", "expected an object, found a number"),
    ("{\"points\":[{}]}", "params.run.points[0].name", "is missing"),
    (
      "{\"points\":[{\"name\":\"p\",\"tags\":{\"a\":1}}]}", "params.run.points[0].tags.a",
      "expected a string, found a number"
    ),
    (
      "{\"points\":[{\"name\":\"p\",\"metrics\":{\"m\":3}}]}", "params.run.points[0].metrics.m",
      "expected an object, found a number"
    ),
    ("{\"points\":[{\"name\":\"p\",\"metrics\":{\"m\":{}}}]}", "params.run.points[0].metrics.m.value", "is missing"),
    (
      "{\"points\":[{\"name\":\"p\",\"metrics\":{\"m\":{\"value\":1,\"samples\":[1,\"2\"]}}}]}",
      "params.run.points[0].metrics.m.samples[1]", "expected a number, found a string"
    ),
    (
      "{\"points\":[{\"name\":\"p\"}],\"environment\":[]}", "params.run.environment",
      "expected an object, found an array"
    ),
    ("{\"points\":[{\"name\":\"p\"}],\"metric_defs\":{\"m\":{}}}", "params.run.metric_defs.m.direction", "is missing"),
    (
      "{\"points\":[{\"name\":\"p\"}],\"metric_defs\":{\"m\":{\"direction\":\"hihger\"}}}",
      "params.run.metric_defs.m.direction", "expected \"higher\" or \"lower\" or \"info\", found \"hihger\""
    ),
    (
      "{\"points\":[{\"name\":\"p\"}],\"timestamp\":\"2026-02-30T00:00:00\"}", "params.run.timestamp",
      "\"2026-02-30T00:00:00\" is not a time"
    ),
    ("{\"points\":[{\"name\":\"p\"}],\"id\":\"latest\"}", "params.run.id", "\"latest\" is not a run id"),
    ("{\"points\":[{\"name\":\"p\"}],\"id\":\"a/../../b\"}", "params.run.id", "\"a/../../b\" is not a run id"),
  ])
  func aDocumentOfTheWrongShapeIsRefusedWithItsPlace(_ document: String, _ path: String, _ message: String) throws {
    let server = try TestServer()
    let response = try server.call("ingest", ["run": JSON(parsing: Array(document.utf8))])
    #expect(response["error"]?["code"] == -32602)
    #expect(response["error"]?["data"]?["path"] == .string(path))
    #expect(response["error"]?["message"] == .string("\(path): \(message)"))
    #expect(server.directory.list("runs") == [])
  }

  @Test func aBatchOverTheLimit() throws {
    let server = try TestServer { $0.limits.batch = 10 }
    let socket = try server.unix()
    try socket.send("[" + Array(repeating: request("ping"), count: 11).joined(separator: ",") + "]")
    #expect(try socket.response()["error"]?["data"]?["kind"] == "limit_exceeded")
  }

  @Test func moreValuesThanALineMayHold() throws {
    let server = try TestServer { $0.limits.json.values = 1_000 }
    let socket = try server.unix()
    try socket.send("[" + Array(repeating: "1", count: 2_000).joined(separator: ",") + "]")
    #expect(try socket.response()["error"]?["data"]?["kind"] == "limit_exceeded")
    #expect(try socket.call("ping")["result"] == [:])
  }
}
