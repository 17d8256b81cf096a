import CalibraxJSON
import CalibraxNet
import CalibraxServer
import CalibraxStore
import CalibraxTestSupport
import Foundation
import Testing

/// Samples and events over real sockets, where transcripts do not reach.
@Suite struct StreamTests {
  @Test(arguments: SeriesStore.Durability.allCases)
  func manyConnectionsRecordAtOnceAndAllIsThere(_ durability: SeriesStore.Durability) throws {
    let server = try TestServer { $0.durability = durability }
    _ = try server.call("defineMetric", ["key": "loss"])
    let sockets = try (0..<8).map { _ in try server.unix() }
    // Pipelined, in the spelling that is read in one pass, as Python spells it, and in others.
    let spellings = [
      #"{"jsonrpc":"2.0","id":1,"method":"record","params":{"series":0,"points":[[AT,0.5]]}}"#,
      #"{"jsonrpc": "2.0", "id": 1, "method": "record", "params": {"series": 0, "points": [[AT, 0.5]]}}"#,
      #"{"id":1,"jsonrpc":"2.0","method":"record","params":{"points":[[AT,5e-1]],"series":0}}"#,
      #"{"jsonrpc":"2.0","id":1,"method":"record","params":{"key":"loss","at":AT,"value":0.5}}"#,
      #"[{"jsonrpc":"2.0","id":1,"method":"record","params":{"series":0,"points":[[AT,0.5]]}}]"#,
    ]
    for (index, socket) in sockets.enumerated() {
      for place in 0..<100 {
        try socket.send(spellings[place % spellings.count].replacing("AT", with: "\(index * 100 + place)"))
      }
    }
    for socket in sockets {
      for _ in 0..<100 {
        let response = try socket.response()
        #expect((response.elements?.first ?? response)["result"]?["accepted"] == 1)
      }
    }
    let query = try server.call("querySeries", ["series": 0])
    #expect(query["result"]?["points"]?.elements?.map { $0.elements?.first?.double } == (0..<800).map { Double($0) })
  }

  @Test func whatIsInTheLineIsWhatIsRecorded() throws {
    let server = try TestServer()
    _ = try server.call("defineMetric", ["key": "x"])
    let values = [
      "0", "-0", "1", "-1.5", "0.1", "123456789012345678", "0.30000000000000004", "1e308", "5e-324", "2.5E+3",
      "0.0000012345678901234567", "179769313486231570000000000000000000000", "9007199254740993",
      "1.7976931348623157e308",
    ]
    let socket = try server.unix()
    let points = values.map { "[\($0),\($0)]" }.joined(separator: ",")
    try socket.send(#"{"jsonrpc":"2.0","id":1,"method":"record","params":{"series":0,"points":[\#(points)]}}"#)
    #expect(try socket.response()["result"]?["accepted"]?.double == Double(values.count))
    let recorded = try server.call("querySeries", ["series": 0, "order": "recorded"])["result"]?["points"]?.elements
    #expect(recorded?.map { $0.elements?.last?.double?.bitPattern } == values.map { Double($0)?.bitPattern })
    for refused in ["1e999", "01", "1.", ".5", "+1", "NaN", "-Infinity", "1e", "0x1"] {
      try socket.send(#"{"jsonrpc":"2.0","id":1,"method":"record","params":{"series":0,"points":[[1,\#(refused)]]}}"#)
      #expect(try socket.response()["error"] != nil, "\(refused)")
    }
    #expect(try server.call("querySeries", ["series": 0])["result"]?["count"]?.double == Double(values.count))
  }

  @Test func aReadBehindARecordSeesIt() throws {
    let server = try TestServer { $0.durability = .always }
    let socket = try server.unix()
    for value in 0..<20 {
      try socket.send(request("record", ["key": "x", "at": .number(JSONNumber(value)), "value": 1]))
      try socket.send(request("querySeries", ["key": "x"]))
    }
    for value in 0..<20 {
      let (recorded, query) = (try socket.response(), try socket.response())
      #expect(recorded["result"]?["accepted"] == 1, "\(recorded)")
      #expect(query["result"]?["count"]?.double == Double(value + 1), "\(query)")
    }
  }

  @Test func whatRecordsNothingIsAnsweredThoughTheDiskIsBusyOrFull() throws {
    let server = try TestServer { $0.durability = .always }
    _ = try server.call("record", ["key": "x", "at": 0, "value": 0])
    let gate = server.files.hold { call, path in call == .sync && path.contains("/series") }
    let writer = try server.unix()
    try writer.send(request("record", ["key": "x", "at": 1, "value": 1]))
    let reader = try server.unix()
    let answer = try reader.call("subscribe", ["topics": ["samples"], "from_seq": 1])
    #expect(answer["result"]?["subscription"] == 1)
    #expect(try reader.response()["method"] == "event")
    gate.open()
    #expect(try writer.response()["result"]?["accepted"] == 1)
    server.files.fillDisk()
    let lines = [request("record", ["key": "x", "at": 2, "value": 1]), request("subscribe", ["topics": ["samples"]])]
    try writer.send(Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(try writer.response()["error"]?["data"]?["kind"] == "read_only")
    #expect(try writer.response()["result"]?["subscription"] == 1)
  }

  @Test func subscribersAreToldWhenAnExecutionIsLostAndWhenItIsHeardOfAgain() throws {
    let uptime = SharedNumber()
    let server = try TestServer { $0.clock.uptime = { Double(uptime.value) } }
    let socket = try server.unix()
    _ = try server.call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    _ = try socket.call("subscribe", ["topics": ["executions"]])
    for _ in 0..<2 {
      uptime.value += 100
      #expect(try socket.response()["params"]?["data"]?["state"] == "lost")
      _ = try server.call("record", ["execution_id": "e", "key": "x", "at": 1, "value": 1])
      #expect(try socket.response()["params"]?["data"]?["state"] == "running")
    }
  }

  @Test func seriesAreListedByWhatTheyAreCalled() throws {
    let server = try TestServer()
    let socket = try server.unix()
    _ = try socket.call("startExecution", ["pipeline_name": "train", "execution_id": "e"])
    for execution in ["e", "default"] {
      for key in ["a", "b", "c"] {
        _ = try socket.call("defineMetric", ["execution_id": .string(execution), "key": .string(key)])
      }
    }
    func list(_ params: JSON) throws -> [Double?]? {
      try socket.call("listSeries", params)["result"]?["series"]?.elements?.map { $0["series"]?.double }
    }
    #expect(try list([:]) == [0, 1, 2, 3, 4, 5])
    #expect(try list(["execution_id": "default"]) == [3, 4, 5])
    #expect(try list(["keys": ["c", "a", "none"]]) == [0, 2, 3, 5])
    #expect(try list(["execution_id": "e", "keys": ["c", "a", "none", "a"]]) == [0, 2])
    #expect(try list(["execution_id": "e", "keys": ["c", "a"], "cursor": 1]) == [2])
    #expect(try list(["execution_id": "none", "keys": ["a"]]) == [])
  }

  @Test func aProducersNumbersHaveABound() throws {
    let server = try TestServer { $0.segmentSize = 2_000 }
    let socket = try server.unix()
    let largest = 1 << 53
    func record(_ seq: Int, _ count: Int) throws -> JSON {
      let samples = (0..<count).map { place -> JSON in ["key": "x", "at": .number(JSONNumber(place)), "value": 1] }
      return try socket.call(
        "record", ["samples": .array(samples), "producer": "p", "seq": .number(JSONNumber(seq))])
    }
    #expect(try record(largest, 1)["error"]?["data"]?["path"] == "params.seq")
    #expect(try record(largest - 1, 2)["error"]?["data"]?["path"] == "params.seq")
    #expect(try record(largest - 2, 2)["result"]?["accepted"] == 2)
    var places = 0
    while server.blocks < 2, places < 10_000 {
      _ = try socket.call("record", ["key": "y", "at": .number(JSONNumber(places)), "value": 0.1])
      places += 1
    }
    server.stop()
    let reopened = try TestServer(server.directory)
    #expect(try reopened.call("serverInfo")["result"]?["store"]?["damaged"] == [])
    #expect(try reopened.call("querySeries", ["key": "y"])["result"]?["count"]?.double == Double(places))
  }

  @Test func whoeverIsToldNothingIsToldThatTheConnectionLives() throws {
    let server = try TestServer {
      $0.limits.heartbeat = 1
      $0.limits.net.stallSeconds = 0
    }
    let reader = try server.unix()
    _ = try reader.call("subscribe", ["topics": ["samples"], "filter": ["keys": ["never"]]])
    let goesOn = SharedNumber()
    goesOn.value = 1
    defer { goesOn.value = 0 }
    Thread.detachNewThread {
      // Others are told of something all the time.
      guard let writer = try? server.unix() else { return }
      while goesOn.value > 0, (try? writer.call("record", ["key": "x", "at": 0, "value": 0])) != nil {}
    }
    for _ in 0..<5 { #expect(try reader.response()["method"] == "heartbeat") }
    #expect(try server.call("serverInfo")["result"]?["connections"]?["dropped"] == 0)
  }

  @Test func aHeartbeatTellsOfNothingThatIsStillToBeTold() throws {
    let server = try TestServer { $0.limits.heartbeat = 1 }
    let reader = try server.unix()
    _ = try reader.call("subscribe", ["topics": ["samples"]])
    let writer = try server.unix()
    _ = try writer.call("defineMetric", ["key": "x"])
    let points = Array(repeating: "[0,0]", count: 10_000).joined(separator: ",")
    let line = #"{"jsonrpc":"2.0","id":1,"method":"record","params":{"series":0,"points":[\#(points)]}}"#
    // Nobody reads meanwhile, for longer than two heartbeats take.
    let end = ContinuousClock.now + .seconds(2.2)
    var lines = 0
    while ContinuousClock.now < end {
      try writer.send(line)
      _ = try writer.response()
      lines += 1
    }
    var next = 1
    var heartbeats = 0
    while next < lines + 1 || heartbeats == 0 {
      let message = try reader.response()
      let params = try #require(message["params"])
      func number(_ name: String) -> Int { params[name]?.double.map { Int($0) } ?? -1 }
      switch message["method"]?.string {
      case "event": next = number("seq") + 1
      case "dropped":
        #expect(number("next_seq") - number("count") == next)
        next = number("next_seq")
      default:
        heartbeats += 1
        #expect(number("next_seq") == next)
        if number("next_seq") != next { return }
      }
    }
  }

  @Test func aFailedDiskFailsEveryAnswerThatWaitsAndNothingElse() throws {
    let server = try TestServer { $0.durability = .always }
    let socket = try server.unix()
    _ = try socket.call("record", ["key": "x", "at": 0, "value": 0])
    server.files.fail { call, path in call == .sync && path.contains("series") ? EIO : nil }
    for value in 1...5 {
      try socket.send(
        request(
          "record",
          [
            "key": "x", "at": .number(JSONNumber(value)), "value": 1, "producer": "p",
            "seq": .number(JSONNumber(value)),
          ]))
    }
    for _ in 1...5 { #expect(try socket.response()["error"]?["data"]?["kind"] == "read_only") }
    server.files.fail(nil)
    for value in 1...5 {
      let params: JSON = [
        "key": "x", "at": .number(JSONNumber(value)), "value": 1, "producer": "p", "seq": .number(JSONNumber(value)),
      ]
      #expect(try socket.call("record", params)["result"]?["accepted"] == 1)
    }
    #expect(try socket.call("querySeries", ["key": "x"])["result"]?["count"] == 6)
    server.stop()
    let reopened = try TestServer(server.directory)
    #expect(try reopened.call("querySeries", ["key": "x"])["result"]?["count"] == 6)
  }

  @Test func segmentsAreSealedWhileTheServerRuns() throws {
    let server = try TestServer { $0.segmentSize = 10_000 }
    let socket = try server.unix()
    var batches = 0
    while server.blocks < 3, batches < 1_000 {
      let batch = batches
      batches += 1
      let points = (0..<100).map {
        JSON.array([.number(JSONNumber(batch * 100 + $0)), .number(JSONNumber(Double($0) / 7))])
      }
      if batch == 0 { _ = try socket.call("defineMetric", ["key": "x"]) }
      #expect(try socket.call("record", ["series": 0, "points": .array(points)])["result"]?["accepted"] == 100)
    }
    #expect(server.blocks >= 3)
    let points = try socket.call("querySeries", ["series": 0])["result"]?["points"]?.elements
    #expect(points?.map { $0.elements?.first?.double } == (0..<batches * 100).map { Double($0) })
    let pruned = try socket.call("pruneSeries", ["max_bytes": 0, "dry_run": false])["result"]
    #expect((pruned?["segments"]?.elements?.count ?? 0) >= 3)
    #expect(eventually { server.blocks <= 1 })
    server.stop()
    let reopened = try TestServer(server.directory)
    #expect(try reopened.call("serverInfo")["result"]?["store"]?["damaged"] == [])
  }

  @Test func whoeverWasToldByAnotherServerBeginsWithTheFirstEventOfThisOne() throws {
    let server = try TestServer()
    let socket = try server.unix()
    for value in 0..<5 { _ = try socket.call("record", ["key": "x", "at": 0, "value": .number(JSONNumber(value))]) }
    let own = try server.unix().call("subscribe", ["topics": ["samples"], "from_seq": 3])["result"]
    let id = try #require(own?["server_id"])
    let cases: [(seq: JSON, server: JSON, next: JSON)] = [
      (3, id, 3), (3, "another", 1), (6, id, 6), (100, id, 1), (0, id, 1),
    ]
    for (seq, server, next) in cases {
      let result = try socket.call("subscribe", ["topics": ["runs"], "from_seq": seq, "server_id": server])["result"]
      #expect(result?["next_seq"] == next, "\(seq) of \(server)")
    }
  }

  @Test func aSubscriberThatDoesNotReadIsToldWhatItMissed() throws {
    let server = try TestServer()
    let slow = try server.unix()
    _ = try slow.call("subscribe", ["topics": ["samples"]])
    _ = try server.call("defineMetric", ["key": "x"])
    let writer = try server.unix()
    let points = JSON.array((0..<1_000).map { JSON.array([.number(JSONNumber($0)), 0.123_456_789]) })
    for _ in 0..<600 { _ = try writer.call("record", ["series": 0, "points": points]) }
    var told = 0
    var dropped = 0
    var last = 0
    while last < 600 {
      let notification = try slow.response()
      if notification["method"] == "dropped" {
        let next = notification["params"]?["next_seq"]?.double.map { Int($0) } ?? 0
        dropped += notification["params"]?["count"]?.double.map { Int($0) } ?? 0
        last = max(last, next - 1)
      } else if notification["method"] == "event" {
        let parts = notification["params"]?["data"]?["series"]?.elements ?? []
        told += parts.reduce(0) { $0 + ($1["points"]?.elements?.count ?? 0) }
        last = notification["params"]?["seq"]?.double.map { Int($0) } ?? 0
      }
    }
    #expect(dropped > 0)
    #expect(told == (600 - dropped) * 1_000)
  }
}

extension TestServer {
  /// How many segments are blocks.
  fileprivate var blocks: Int { directory.list("series").filter { $0.hasSuffix(".block") }.count }
}
