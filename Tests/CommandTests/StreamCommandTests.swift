import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// Lines of standard input become samples, each once.
@Suite struct StreamCommandTests {
  let directory = TemporaryDirectory()

  @Test(arguments: [false, true])
  func linesOfWordsAndOfJSONAreRecorded(_ hasServer: Bool) throws {
    let server = hasServer ? try ServerProcess(directory) : nil
    let input = """
      loss 0.5 1
        loss\t0.25   2\r

      {"key":"loss","value":0.125,"at":3}
      {"at": 4, "value": 1e-3, "key": "loss"}
      """
    let run = try stream(input)
    #expect(run == CommandRun(output: "", complaints: "calibraxctl: 4 recorded\n", code: 0))
    #expect(try samples("loss") == [[1, 0.5], [2, 0.25], [3, 0.125], [4, 0.001]])
    if let server { #expect(server.terminate() == 0) }
  }

  @Test func aLongStreamWithoutAServerLeavesABlock() throws {
    var generator = SeededGenerator(seed: 5)
    let run = try stream(
      (0..<100_000).map { "a \(Double.random(in: 0..<1, using: &generator)) \($0)\n" }.joined())
    #expect(run.complaints == "calibraxctl: 100000 recorded\n")
    // What is read next is its directory, not all of it.
    #expect(directory.list("series") == ["00000001.block", "00000002.log", "manifest"])
    #expect(try samples("a").count == 100_000)
  }

  @Test func aLineThatIsNoSampleIsNamedAndTheOthersAreRecorded() throws {
    let long = "{\"key\":\"\(String(repeating: "k", count: 1 << 20))\",\"value\":1}"
    let run = try stream(
      "a 1 1\na\na one\na nan\na 1 2 3\n{\"key\":\"a\",\"vaule\":1}\n{\"value\":1}\n\(long)\na 2 2\n")
    #expect(run.code == 5)
    let complaints = run.complaints.split(separator: "\n").map { $0.dropFirst("calibraxctl: ".count) }
    #expect(
      complaints == [
        "line 2: expected KEY VALUE [AT], found one word", "line 3: \"one\" is not a number",
        "line 4: \"nan\" is not a number", "line 5: expected KEY VALUE [AT], found more",
        "line 6: vaule: unknown member. Did you mean \"value\"?", "line 7: key: is missing",
        "line 8: longer than 1048576 bytes", "2 recorded, 7 refused",
      ])
    #expect(try samples("a") == [[1, 1], [2, 2]])
  }

  @Test func numbersAreDecimalAsJSONHasThem() throws {
    let run = try stream("a 0x10 1\na 1 0x1p4\na 1e999\na infinity\na -1.5e1 1E+2\n")
    #expect(run.code == 5)
    #expect(
      run.complaints == """
        calibraxctl: line 1: "0x10" is not a number
        calibraxctl: line 2: "0x1p4" is not a number
        calibraxctl: line 3: value: is not finite
        calibraxctl: line 4: "infinity" is not a number
        calibraxctl: 1 recorded, 4 refused

        """)
    #expect(try samples("a") == [[100, -15]])
  }

  @Test func whatIsNotUTF8IsRefused() throws {
    let command = try RunningCommand("calibraxctl", ["stream", "--data", directory.path])
    try command.input.write(contentsOf: Array("a 1 1\na".utf8) + [0xFF] + Array(" 2 2\n{\"key\":\"".utf8) + [0xFF])
    try command.send("\",\"value\":1}\n")
    try command.endInput()
    let run = command.end()
    #expect(run.code == 5)
    #expect(run.complaints.hasPrefix("calibraxctl: line 2: not UTF-8\ncalibraxctl: line 3: "))
    #expect(run.complaints.hasSuffix("calibraxctl: 1 recorded, 2 refused\n"))
  }

  @Test func soIsAnArgumentThatIsNot() throws {
    let shell = String(repeating: "../", count: 30) + "bin/sh"
    let script = #"exec "$0" record "$(printf 'a\377')" 1 --data "$1""#
    let run = try CommandRun(shell, ["-c", script, ServerProcess.programs + "/calibraxctl", directory.path])
    #expect(
      run.complaints == "calibraxctl: argument 2 is not UTF-8\n  See calibraxctl help.\n")
    #expect(run.code == 2)
  }

  @Test func whatTheServerRefusesIsNamedByItsLine() throws {
    let key = String(repeating: "k", count: 10_000)
    let run = try stream("a 1 1\n\(key) 1\na 2 2\n{\"series\":99,\"value\":1,\"at\":0}\na 3 3\n")
    #expect(run.code == 5)
    #expect(run.complaints.contains("line 2: "))
    #expect(run.complaints.contains("line 4: "))
    #expect(run.complaints.hasSuffix("calibraxctl: 3 recorded, 2 refused\n"))
    #expect(try samples("a") == [[1, 1], [2, 2], [3, 3]])
  }

  @Test func theExecutionMustBeThere() throws {
    let run = try stream("a 1 1\n", ["--execution", "none"])
    #expect(run.code == 5)
    #expect(run.complaints.contains("There is no execution \"none\"."))
    #expect(run.complaints.contains("0 recorded, 1 not sent"))
  }

  @Test func linesArriveWhileTheInputGoesOn() throws {
    let server = try ServerProcess(directory)
    let command = try RunningCommand("calibraxctl", ["stream", "--data", directory.path])
    try command.send("a 1 1\n")
    #expect(eventually { (try? samples("a")) == [[1, 1]] })
    try command.send("a 2 2\na 3")
    #expect(eventually { (try? samples("a").count) == 2 })
    // The last line need not be ended.
    try command.send(" 3")
    try command.endInput()
    #expect(command.end().code == 0)
    #expect(try samples("a") == [[1, 1], [2, 2], [3, 3]])
    #expect(server.terminate() == 0)
  }

  @Test func anInterruptEndsItAndItSaysWhatIsRecorded() throws {
    let server = try ServerProcess(directory)
    let command = try TerminalRun("calibraxctl", ["stream", "--data", directory.path])
    command.type("a 1 1\na 2 2\n")
    #expect(eventually { (try? samples("a")) == [[1, 1], [2, 2]] })
    command.type("\u{3}")
    let (output, ending) = try command.end()
    #expect(ending == .exited(130))
    #expect(output.hasSuffix("calibraxctl: 2 recorded\n"))
    #expect(server.terminate() == 0)
  }

  @Test func aServerThatIsKilledTenTimesHasEveryLineOnce() throws {
    var server = try ServerProcess(directory)
    let command = try RunningCommand("calibraxctl", ["stream", "--data", directory.path])
    let count = 200_000
    let input = command.input
    DispatchQueue.global().async {
      for start in stride(from: 0, to: count, by: 1_000) {
        let lines = (start..<start + 1_000).map { "a \($0) \($0)\n" }.joined()
        try? input.write(contentsOf: Array(lines.utf8))
      }
      try? input.close()
    }
    for kill in 1...10 {
      let socket = try LineSocket(unix: directory.path("calibrax.sock"))
      #expect(
        try eventually {
          let response = try socket.call("querySeries", ["key": "a", "max_points": 4])
          return response["result"]?["total"]?.double ?? 0 >= Double(kill * 10_000)
        })
      server.kill()
      server = try ServerProcess(directory)
    }
    let run = command.end()
    #expect(run.code == 0)
    #expect(run.complaints.hasSuffix("calibraxctl: \(count) recorded\n"))
    #expect(server.terminate() == 0)
    let values = try samples("a").map { $0[1] }
    #expect(values == (0..<count).map(Double.init))
  }

  @Test func aLineThatIsRefusedAfterALostAnswerTakesNoOthersWithIt() throws {
    let server = try SilentServer()
    let command = try RunningCommand(
      "calibraxctl", ["stream", "--server", "unix:" + server.path, "--timeout", "60"])
    try command.send("a 1 1\nb 2 2\n")
    try command.endInput()
    #expect(try request(server.acceptLine())["seq"]?.double == 1)
    server.hangUp()
    let again = server.acceptLine()
    #expect(try request(again)["seq"]?.double == 1)
    let id = try #require(try JSON(parsing: Array(again.utf8))["id"]?.double)
    server.answer(
      #"{"jsonrpc":"2.0","id":\#(Int(id)),"error":{"code":-32602,"message":"no","data":{"path":"params.samples[0].key"}}}"#
    )
    // Both may have arrived: the line that is left must not have the number of the other.
    let rest = try request(server.nextLine())
    #expect(rest["seq"]?.double == 2)
    #expect(rest["samples"]?.elements?.count == 1)
    server.answer(#"{"jsonrpc":"2.0","id":\#(Int(id) + 1),"result":{"accepted":0,"duplicates":1,"next_seq":3}}"#)
    let run = command.end()
    #expect(run.code == 5)
    #expect(run.complaints.hasSuffix("calibraxctl: line 1: no\ncalibraxctl: 1 recorded, 1 refused\n"))
  }

  @Test func whileTheServerHangsItReadsOnAndLaterEveryLineIsThereOnce() throws {
    let server = try ServerProcess(directory)
    let command = try RunningCommand("calibraxctl", ["stream", "--data", directory.path])
    try command.send("a 0 0\n")
    #expect(eventually { (try? samples("a").count) == 1 })
    kill(server.pid, SIGSTOP)
    // More than a pipe holds.
    let count = 40_000
    let lines = Array((1..<count).map { "a \($0) \($0)\n" }.joined().utf8)
    let isRead = DispatchSemaphore(value: 0)
    let input = command.input
    Thread.detachNewThread {
      try? input.write(contentsOf: lines)
      try? input.close()
      isRead.signal()
    }
    #expect(isRead.wait(timeout: .now() + 20) == .success)
    kill(server.pid, SIGCONT)
    #expect(command.end().code == 0)
    #expect(try samples("a").map { $0[1] } == (0..<count).map(Double.init))
    #expect(server.terminate() == 0)
  }

  @Test func anInterruptEndsItThoughTheServerHangs() throws {
    let server = try ServerProcess(directory)
    let command = try TerminalRun("calibraxctl", ["stream", "--data", directory.path])
    command.type("a 1 1\n")
    #expect(eventually { (try? samples("a").count) == 1 })
    kill(server.pid, SIGSTOP)
    command.type("a 2 2\n")
    try command.wait(for: "calibraxctl: no answer within 5.0 s; trying again")
    command.type("\u{3}")
    let (output, ending) = try command.end()
    #expect(ending == .exited(130))
    #expect(output.hasSuffix("calibraxctl: 1 recorded, 1 not sent\n"))
    kill(server.pid, SIGCONT)
    #expect(server.terminate() == 0)
  }

  @Test func withoutAServerInTheEndItSaysHowManyAreLost() throws {
    let server = try ServerProcess(directory)
    let command = try RunningCommand("calibraxctl", ["stream", "--data", directory.path, "--timeout", "0.5"])
    try command.send("a 1 1\n")
    #expect(eventually { (try? samples("a").count) == 1 })
    server.kill()
    try command.send("a 2 2\n")
    try command.endInput()
    let run = command.end()
    #expect(run.code == 3)
    #expect(run.complaints.contains("trying again"))
    #expect(run.complaints.contains("1 recorded, 1 not sent"))
  }

  /// The parameters of a request.
  private func request(_ line: String) throws -> JSON {
    try #require(try JSON(parsing: Array(line.utf8))["params"], "\(line)")
  }

  private func stream(_ input: String, _ flags: [String] = []) throws -> CommandRun {
    try CommandRun("calibraxctl", ["stream", "--data", directory.path] + flags, input: input)
  }

  /// The samples of a series of the always-open execution in the order in which they were recorded, [at, value] each.
  private func samples(_ key: String) throws -> [[Double]] {
    let params = "{\"key\":\"\(key)\",\"order\":\"recorded\"}"
    let run = try CommandRun("calibraxctl", ["call", "querySeries", params, "--data", directory.path])
    let points = try JSON(parsing: Array(run.output.utf8))["points"]?.elements
    return try #require(points, "\(run.complaints)").map { ($0.elements ?? []).compactMap(\.double) }
  }
}
