import CalibraxJSON
import CalibraxNet
import CalibraxServer
import CalibraxTestSupport
import Foundation
import Testing

/// How connections behave: in order, each on its own, however slow, many or rude the others are.
@Suite struct ConnectionTests {
  @Test(arguments: [Driver.unix, .tcp])
  func aRequestInPiecesIsOneRequest(_ driver: Driver) throws {
    let server = try TestServer()
    let socket = try driver == .tcp ? server.tcp() : server.unix()
    for byte in (request("ping") + "\r\n\n  \n" + request("ping", id: 2) + "\n").utf8 { try socket.send([byte]) }
    #expect(try socket.response()["id"] == 1)
    #expect(try socket.response()["id"] == 2)
  }

  @Test func responsesComeInTheOrderOfTheRequestsWhateverTheyWaitFor() throws {
    let server = try TestServer()
    let socket = try server.unix()
    var lines: [String] = []
    for index in 0..<300 {
      let id = JSON.number(JSONNumber(index))
      switch index % 5 {
      case 0: lines.append(request("ingest", ["run": sampleRun("r\(index)", timestamp: "2026-03-01T12:00:00")], id: id))
      case 1: lines.append(request("getRun", ["run_id": .string("r\(index - 1)")], id: id))
      case 2: lines.append(request("ping", id: id))
      case 3: lines.append(request("getRun", ["run_id": "none"], id: id))
      default: lines.append(request("nonsense", id: id))
      }
    }
    try socket.send(Array((lines.joined(separator: "\n") + "\n").utf8))
    for index in 0..<300 {
      let response = try socket.response()
      try #require(response["id"] == .number(JSONNumber(index)))
      // A connection sees what it has written itself.
      if index % 5 == 1 { #expect(response["result"]?["id"] == .string("r\(index - 1)")) }
    }
  }

  @Test(arguments: [false, true])
  func aBatchThatWaitsForItsOwnWritesIsAnsweredWholeAndInOrder(_ comesAfterOthers: Bool) throws {
    let server = try TestServer()
    let socket = try server.unix()
    var parts: [String] = []
    for index in 0..<150 {
      parts.append(request("ingest", ["run": sampleRun("r\(index)")], id: .number(JSONNumber(index * 2))))
      parts.append(request("getRun", ["run_id": .string("r\(index)")], id: .number(JSONNumber(index * 2 + 1))))
    }
    if comesAfterOthers { try socket.send(request("ingest", ["run": sampleRun("first")], id: "first")) }
    try socket.send("[" + parts.joined(separator: ",") + "]")
    try socket.send(request("ping", id: "after"))
    if comesAfterOthers { #expect(try socket.response()["id"] == "first") }
    let answers = try #require(try socket.response().elements)
    #expect(answers.compactMap { $0["id"]?.double } == (0..<300).map { Double($0) })
    #expect(answers.allSatisfy { $0["result"] != nil })
    #expect(try socket.response()["id"] == "after")
  }

  @Test func aHalfClosedConnectionGetsAllItsAnswers() throws {
    let server = try TestServer()
    let socket = try server.unix()
    for index in 0..<50 { try socket.send(request("ingest", ["run": sampleRun("r\(index)")])) }
    // The last line need not end.
    try socket.send(Array(request("ping", id: "last").utf8))
    socket.finish()
    for _ in 0..<50 { #expect(try socket.response()["result"]?["created"] == true) }
    #expect(try socket.response()["id"] == "last")
    #expect(try socket.line() == nil)
  }

  @Test func aClientThatLeavesInTheMiddleLosesNothingItWasPromised() throws {
    let server = try TestServer()
    do {
      let socket = try server.unix()
      try socket.send(request("ingest", ["run": sampleRun("whole")]))
      _ = try socket.response()
      try socket.send(Array(request("ingest", ["run": sampleRun("cut")]).utf8.dropLast(10)))
    }
    let runs = try server.call("listRuns")["result"]?["runs"]?.elements ?? []
    #expect(runs.map { $0["run_id"] } == ["whole"])
    let isGone = try eventually { try server.call("serverInfo")["result"]?["connections"]?["open"] == 1 }
    #expect(isGone)
  }

  @Test func aClientThatNeverReadsIsDroppedAndOthersNeverFeelIt() throws {
    let server = try TestServer {
      $0.limits.net.stallSeconds = 1
      $0.limits.net.outputSoft = 100_000
    }
    let rude = try server.unix()
    let polite = try server.unix()
    let flood = Array((String(repeating: request("rpc.discover") + "\n", count: 200)).utf8)
    try rude.send(flood)
    for _ in 0..<100 { #expect(try polite.call("ping")["result"] == [:]) }
    let isDropped = try eventually { try polite.call("serverInfo")["result"]?["connections"]?["dropped"] == 1 }
    #expect(isDropped)
    #expect(try polite.call("serverInfo")["result"]?["connections"]?["open"] == 1)
  }

  @Test func aSlowReaderGetsEverythingInTheEnd() throws {
    let server = try TestServer { $0.limits.net.outputSoft = 50_000 }
    let socket = try server.unix()
    try socket.send(Array((String(repeating: request("rpc.discover") + "\n", count: 150)).utf8))
    for _ in 0..<150 { #expect(try socket.response()["result"]?["openrpc"] == "1.3.2") }
  }

  @Test func hundredsOfIdleConnectionsAreInNobodysWay() throws {
    let server = try TestServer()
    let idle = try (0..<400).map { _ in try server.unix() }
    let socket = try server.unix()
    for _ in 0..<100 { #expect(try socket.call("ping")["result"] == [:]) }
    for connection in idle { #expect(try connection.call("ping")["result"] == [:]) }
    #expect(try socket.call("serverInfo")["result"]?["connections"]?["open"] == 401)
  }

  @Test func connectionsOverTheLimitAreToldSo() throws {
    let server = try TestServer { $0.limits.net.connections = 3 }
    let held = try (0..<3).map { _ in try server.unix() }
    for connection in held { _ = try connection.call("ping") }
    let refused = try server.unix()
    #expect(try refused.response()["error"]?["data"]?["kind"] == "limit_exceeded")
    #expect(try refused.line() == nil)
    #expect(try held[0].call("ping")["result"] == [:])
  }

  @Test func aSlotThatIsUsedAgainDoesNotGetItsPredecessorsAnswers() throws {
    let server = try TestServer()
    for round in 0..<50 {
      do {
        let leaver = try server.unix()
        try leaver.send(request("ingest", ["run": sampleRun("r\(round)")], id: "predecessor"))
      }
      let next = try server.unix()
      #expect(try next.call("ping")["id"] == 1)
    }
    // What was on its way is stored all the same.
    #expect(try eventually { try server.call("listRuns")["result"]?["runs"]?.elements?.count == 50 })
  }

  @Test(arguments: [Driver.unix, .tcp])
  func aClientThatSendsAndLeavesHasItDone(_ driver: Driver) throws {
    let server = try TestServer()
    do {
      let leaver = try driver == .tcp ? server.tcp() : server.unix()
      let requests = [
        request("ingest", ["run": sampleRun("a")], id: nil), request("setBaseline", id: nil),
        request("ingest", ["run": sampleRun("b")], id: nil),
      ]
      try leaver.send(Array((requests.joined(separator: "\n") + "\n").utf8))
    }
    #expect(try eventually { try server.call("listRuns")["result"]?["runs"]?.elements?.count == 2 })
    #expect(try server.call("getBaseline")["result"]?["id"] == "a")
  }

  @Test func whatALeaverSentAndNobodyHasReadYetIsDoneToo() throws {
    let server = try TestServer {
      $0.limits.pending = 2
      $0.limits.net.readPerTurn = 16_384
    }
    do {
      let leaver = try server.unix()
      for index in 0..<40 {
        var run = sampleRun("r\(index)").members ?? [:]
        run["metadata"] = ["text": .string(String(repeating: "x", count: 4_000))]
        try leaver.send(request("ingest", ["run": .object(run)], id: nil))
      }
    }
    #expect(try eventually { try server.call("listRuns")["result"]?["runs"]?.elements?.count == 40 })
    #expect(try eventually { try server.call("serverInfo")["result"]?["connections"]?["open"] == 1 })
  }

  @Test func notificationsAreBoundedNotRefused() throws {
    let server = try TestServer { $0.limits.pending = 4 }
    let socket = try server.unix()
    let lines = (0..<200).map { request("ingest", ["run": sampleRun("r\($0)")], id: nil) + "\n" }
    try socket.send(Array((lines.joined() + request("listRuns", ["limit": 1_000]) + "\n").utf8))
    #expect(try socket.response()["result"]?["runs"]?.elements?.count == 200)
  }

  @Test func largeAnswersArePipelinedWithoutPilingUp() throws {
    let server = try TestServer {
      $0.limits.net.outputSoft = 100_000
      $0.limits.net.outputHard = 8_000_000
    }
    let socket = try server.unix()
    var large = sampleRun("large").members ?? [:]
    large["metadata"] = ["text": .string(String(repeating: "x", count: 1_000_000))]
    #expect(try socket.call("ingest", ["run": .object(large)])["result"]?["created"] == true)
    try socket.send(Array(String(repeating: request("getRun", ["run_id": "large"]) + "\n", count: 40).utf8))
    for _ in 0..<40 { #expect(try socket.response()["result"]?["id"] == "large") }
  }

  @Test func anAnswerThatIsTooLargeIsRefused() throws {
    let server = try TestServer { $0.limits.answer = 1_000 }
    let socket = try server.unix()
    for at in 0..<100 { _ = try socket.call("record", ["key": "x", "at": .number(JSONNumber(at)), "value": 0.5]) }
    let error = try socket.call("querySeries", ["key": "x"])["error"]
    #expect(error?["data"]?["kind"] == "limit_exceeded")
    #expect(error?["message"]?.string?.hasSuffix("and 1000 are allowed.") == true)
    #expect(try socket.call("querySeries", ["key": "x", "max_points": 4])["result"]?["count"] == 100)
  }

  @Test func aRetryWithoutATimestampIsTheSameRun() throws {
    let server = try TestServer()
    let run: JSON = ["id": "a", "points": [["name": "p", "metrics": ["m": ["value": 1]]]]]
    #expect(try server.call("ingest", ["run": run])["result"]?["created"] == true)
    #expect(try server.call("ingest", ["run": run, "set_baseline": true])["result"]?["created"] == false)
    let stored = try server.call("getRun", ["run_id": "a"])["result"]
    #expect(stored != nil)
    #expect(try server.call("getBaseline")["result"] == stored)
  }

  @Test func pendingRequestsAreBoundedNotRefused() throws {
    let server = try TestServer { $0.limits.pending = 4 }
    let gate = server.files.hold { call, path in call == .sync && path.contains("/runs") }
    let socket = try server.unix()
    // More than fits into the socket's buffers and what the server reads ahead.
    let count = 4_000
    let lines = (0..<count).map { place in
      var run = sampleRun("r\(place)").members ?? [:]
      run["commit"] = .string(String(repeating: "c", count: 4_000))
      return request("ingest", ["run": .object(run)]) + "\n"
    }
    let (sender, sent) = (socket.sender, DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      try? sender.send(Array(lines.joined().utf8))
      sent.signal()
    }
    // While the disk is busy nobody else is held up, and not all of it is taken in.
    for _ in 0..<100 { #expect(try server.call("ping")["result"] == [:]) }
    #expect(sent.wait(timeout: .now() + 1) == .timedOut)
    gate.open()
    for _ in 0..<count { #expect(try socket.response()["result"]?["created"] == true) }
  }

  @Test func aFolderThatIsRemovedAndMadeAnewIsWatchedAgain() throws {
    let server = try TestServer()
    #expect(try server.call("ingest", ["run": sampleRun("a")])["result"]?["created"] == true)
    server.directory.remove("runs")
    #expect(try eventually { try server.call("listRuns")["result"]?["runs"] == [] })
    #expect(try server.call("ingest", ["run": sampleRun("b")])["result"]?["created"] == true)
    server.directory.write("{\"id\":\"c\",\"timestamp\":\"2026-03-01T12:00:00\",\"points\":[]}", to: "runs/c.json")
    #expect(try eventually { try server.call("listRuns")["result"]?["runs"]?.elements?.count == 2 })
  }

  @Test func filesThatOthersWriteAreNoticedWhileItRuns() throws {
    let server = try TestServer()
    server.directory.write(
      "{\"id\":\"py\",\"timestamp\":\"2026-03-01T12:00:00\",\"points\":[]}", to: "runs/py.json")
    #expect(try eventually { try server.call("getRun", ["run_id": "py"])["result"] != nil })
    server.directory.write("{\"id\":\"py\"", to: "runs/py.json")
    let isNamed = try eventually {
      try server.call("serverInfo")["result"]?["store"]?["damaged"]?[0]?["file"] == "runs/py.json"
    }
    #expect(isNamed)
    server.directory.remove("runs/py.json")
    #expect(try eventually { try server.call("serverInfo")["result"]?["store"]?["damaged"] == [] })
  }
}
