import CalibraxJSON
import CalibraxServer
import CalibraxTestSupport
import Synchronization
import Testing

/// Samples as lines, where no terminal is.
@Suite struct PlainWatchTests {
  let directory = TemporaryDirectory()

  @Test func anExecutionFromItsFirstSampleToItsEnd() throws {
    let server = try ServerProcess(directory)
    try start("e")
    try record("e", "loss", 0, 2.5)
    let watch = try watch("e")
    #expect(prints(watch, "e loss 0 2.5\n"))
    try record("e", "loss", 1, 0.30000000000000004)
    #expect(prints(watch, "e loss 0 2.5\ne loss 1 0.30000000000000004\n"))
    // A series that begins while it is watched, of a key that a terminal would obey.
    try record("e", "a\u{1B}key", 5, 1)
    try finish("e")
    let run = watch.end()
    #expect(run.output == "e loss 0 2.5\ne loss 1 0.30000000000000004\ne a\u{FFFD}key 5 1\n")
    #expect(run.complaints == "calibraxctl: e has succeeded\n")
    #expect(run.code == 0)
    #expect(server.terminate() == 0)
  }

  @Test func oneThatIsOver() throws {
    let server = try ServerProcess(directory)
    try start("e")
    for place in 0..<3 { try record("e", "loss", Double(place), 1) }
    try finish("e", success: false)
    let run = try CommandRun("calibraxctl", ["watch", "e", "--data", directory.path])
    #expect(run.output == "e loss 0 1\ne loss 1 1\ne loss 2 1\n")
    #expect(run.complaints == "calibraxctl: e has failed\n")
    #expect(run.code == 0)
    let json = try CommandRun("calibraxctl", ["watch", "e", "--format", "json", "--data", directory.path])
    #expect(
      json.output
        == #"{"series":0,"execution_id":"e","key":"loss","first":0,"points":[[0.0,1.0],[1.0,1.0],[2.0,1.0]]}"# + "\n")
    #expect(server.terminate() == 0)
  }

  @Test func oneThatIsLostMayComeBack() throws {
    let seconds = Mutex(0.0)
    let server = try TestServer(directory) { options in
      options.clock = Clock(now: Clock.system.now, uptime: { seconds.withLock { $0 } })
    }
    try start("e")
    try record("e", "loss", 0, 1)
    let watch = try watch("e")
    #expect(prints(watch, "e loss 0 1\n"))
    seconds.withLock { $0 = 100 }
    #expect(complains(watch, "calibraxctl: e is lost: nothing was heard of it for a minute\n"))
    try record("e", "loss", 1, 2)
    #expect(prints(watch, "e loss 0 1\ne loss 1 2\n"))
    try finish("e")
    let run = watch.end()
    #expect(run.complaints.hasSuffix("\ncalibraxctl: e has succeeded\n"))
    #expect(run.code == 0)
    server.stop()
  }

  @Test func whatIsRecordedWhileTheServerIsAwayFromTheWatchIsPrintedLater() throws {
    var server = try ServerProcess(directory)
    try start("e")
    let watch = try watch("e")
    try record("e", "loss", 0, 1)
    #expect(prints(watch, "e loss 0 1\n"))
    server.kill()
    #expect(complains(watch, "calibraxctl: the server is away, reconnecting…\n"))
    server = try ServerProcess(directory)
    try record("e", "loss", 1, 2)
    #expect(prints(watch, "e loss 0 1\ne loss 1 2\n"))
    #expect(
      complains(watch, "calibraxctl: the server is away, reconnecting…\ncalibraxctl: connected again\n"))
    try record("e", "loss", 2, 3)
    try finish("e")
    let run = watch.end()
    #expect(run.output == "e loss 0 1\ne loss 1 2\ne loss 2 3\n")
    #expect(run.code == 0)
    #expect(server.terminate() == 0)
  }

  @Test func whatAServerRecordsAnewAfterALossIsPrinted() throws {
    var server = try ServerProcess(directory)
    try start("e")
    let watch = try watch("e")
    for place in 0..<3 { try record("e", "loss", Double(place), 1) }
    #expect(prints(watch, "e loss 0 1\ne loss 1 1\ne loss 2 1\n"))
    server.kill()
    #expect(complains(watch, "calibraxctl: the server is away, reconnecting…\n"))
    directory.remove("series")
    server = try ServerProcess(directory)
    #expect(
      complains(watch, "calibraxctl: the server is away, reconnecting…\ncalibraxctl: connected again\n"))
    try record("e", "loss", 7, 2)
    #expect(prints(watch, "e loss 0 1\ne loss 1 1\ne loss 2 1\ne loss 7 2\n"))
    try finish("e")
    #expect(watch.end().code == 0)
    #expect(server.terminate() == 0)
  }

  @Test func onlyWhatIsMissingIsAskedFor() throws {
    // The whole series is too large for an answer, and what is missing is not.
    let server = try TestServer(directory) { $0.limits.answer = 2_000 }
    let relay = try Relay(to: directory.path("calibrax.sock"))
    try start("e")
    let watch = try RunningCommand("calibraxctl", ["watch", "e", "--server", "unix:" + relay.path])
    try record("e", "loss", 0, 1)
    #expect(prints(watch, "e loss 0 1\n"))
    for place in 1..<300 { try record("e", "loss", Double(place), 1) }
    #expect(eventually(seconds: 20) { watch.output.hasSuffix("\ne loss 299 1\n") })
    relay.hangUp()
    for place in 300..<310 { try record("e", "loss", Double(place), 1) }
    try finish("e")
    let run = watch.end()
    #expect(run.output == (0..<310).map { "e loss \($0) 1\n" }.joined())
    #expect(!run.complaints.contains("not shown"))
    #expect(run.code == 0)
    server.stop()
  }

  @Test func whatNoAnswerHoldsIsSaid() throws {
    let server = try TestServer(directory) { $0.limits.answer = 2_000 }
    try start("e")
    for place in 0..<300 { try record("e", "loss", Double(place), 1) }
    try finish("e")
    let run = try CommandRun("calibraxctl", ["watch", "e", "--data", directory.path])
    #expect(run.output.hasPrefix("e loss 0 1\n"))
    #expect(run.output.hasSuffix("\ne loss 299 1\n"))
    let shown = run.output.split(separator: "\n").count
    #expect(shown <= 100)
    #expect(
      run.complaints == """
        calibraxctl: e loss: \(300 - shown) samples are not shown, for the server's answer would be too large
        calibraxctl: e has succeeded

        """)
    #expect(run.code == 0)
    server.stop()
  }

  @Test func anEndWhileItWasAwayIsNoticed() throws {
    var server = try ServerProcess(directory)
    try start("e")
    try record("e", "loss", 0, 1)
    let watch = try watch("e")
    #expect(prints(watch, "e loss 0 1\n"))
    server.kill()
    #expect(complains(watch, "calibraxctl: the server is away, reconnecting…\n"))
    server = try ServerProcess(directory)
    try record("e", "loss", 1, 2)
    try finish("e")
    let run = watch.end()
    #expect(run.output == "e loss 0 1\ne loss 1 2\n")
    #expect(run.code == 0)
    #expect(server.terminate() == 0)
  }

  @Test func withoutAnExecutionWhatComesFromNowOn() throws {
    let server = try ServerProcess(directory)
    try start("before")
    try record("before", "loss", 0, 1)
    let watch = try watch()
    // It watches when it prints the first of these.
    var places = 0.0
    let hasBegun = try eventually(seconds: 20) {
      places += 1
      try record("default", "beat", places, 1)
      return !watch.output.isEmpty
    }
    #expect(hasBegun)
    try start("later")
    try record("later", "loss", 7, 2)
    try record("before", "loss", 8, 3)
    #expect(eventually(seconds: 20) { watch.output.hasSuffix("\nlater loss 7 2\nbefore loss 8 3\n") })
    #expect(!watch.output.contains("before loss 0 1"))
    #expect(server.terminate() == 0)
  }

  @Test(
    arguments: [
      (["none"], 5, "There is no execution \"none\".\n  calibraxctl watch shows those that run"),
      (["--format", "markdown"], 2, "watch prints text or json"),
      (["a", "b"], 2, "watch does not take \"b\""),
    ] as [([String], Int32, String)])
  func whatCannotBeWatched(_ arguments: [String], _ code: Int32, _ complaint: String) throws {
    let server = try ServerProcess(directory)
    let run = try CommandRun("calibraxctl", ["watch", "--data", directory.path] + arguments)
    #expect(run.code == code)
    #expect(run.complaints.contains(complaint), "\(run.complaints)")
    #expect(server.terminate() == 0)
  }

  @Test func withoutAServer() throws {
    let run = try CommandRun("calibraxctl", ["watch", "--data", directory.path])
    #expect(run.code == 3)
    #expect(
      run.complaints == """
        calibraxctl: no server serves \(directory.path)
          Start one with calibraxd --data \(directory.path), or name one with --server ADDRESS.

        """)
  }

  private func watch(_ execution: String...) throws -> RunningCommand {
    try RunningCommand("calibraxctl", ["watch", "--data", directory.path] + execution)
  }

  private func prints(_ watch: RunningCommand, _ output: String) -> Bool {
    eventually(seconds: 20) { watch.output == output }
  }

  private func complains(_ watch: RunningCommand, _ complaints: String) -> Bool {
    eventually(seconds: 20) { watch.complaints == complaints }
  }

  private func start(_ id: String) throws {
    try call("startExecution", ["pipeline_name": "train", "execution_id": .string(id)])
  }

  private func finish(_ id: String, success: Bool = true) throws {
    try call("finishExecution", ["execution_id": .string(id), "success": .bool(success)])
  }

  private func record(_ execution: String, _ key: String, _ at: Double, _ value: Double) throws {
    try call(
      "record",
      [
        "execution_id": .string(execution), "key": .string(key), "at": .number(JSONNumber(at)),
        "value": .number(JSONNumber(value)),
      ])
  }

  private func call(_ method: String, _ params: JSON) throws {
    let answer = try LineSocket(unix: directory.path("calibrax.sock")).call(method, params)
    #expect(answer["error"] == nil, "\(answer)")
  }
}
