import CalibraxJSON
import CalibraxTestSupport
import Testing

/// Samples as lines, where no terminal is.
@Suite struct PlainWatchTests {
  let directory = TemporaryDirectory()

  @Test func anExecutionFromItsFirstSampleToItsEnd() throws {
    let server = try ServerProcess(directory)
    try start("e")
    try record("e", "loss", 0, 2.5)
    let watch = try watch("e")
    #expect(try watch.line() == "e loss 0 2.5")
    try record("e", "loss", 1, 0.30000000000000004)
    #expect(try watch.line() == "e loss 1 0.30000000000000004")
    // A series that begins while it is watched, of a key that a terminal would obey.
    try record("e", "a\u{1B}key", 5, 1)
    #expect(try watch.line() == "e a\u{FFFD}key 5 1")
    try call("finishExecution", ["execution_id": "e", "success": true])
    #expect(try watch.line() == nil)
    #expect(try watch.complaint() == "calibraxctl: e has succeeded")
    #expect(watch.wait() == 0)
    #expect(server.terminate() == 0)
  }

  @Test func oneThatIsOver() throws {
    let server = try ServerProcess(directory)
    try start("e")
    for place in 0..<3 { try record("e", "loss", Double(place), 1) }
    try call("finishExecution", ["execution_id": "e", "success": false])
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

  @Test func whatIsRecordedWhileTheServerIsAwayFromTheWatchIsPrintedLater() throws {
    var server = try ServerProcess(directory)
    try start("e")
    let watch = try watch("e")
    try record("e", "loss", 0, 1)
    #expect(try watch.line() == "e loss 0 1")
    server.kill()
    #expect(try watch.complaint() == "calibraxctl: the server is away, reconnecting…")
    server = try ServerProcess(directory)
    try record("e", "loss", 1, 2)
    try record("e", "new", 1, 3)
    let lines = try [watch.line(), watch.line()]
    #expect(Set(lines) == ["e loss 1 2", "e new 1 3"])
    #expect(try watch.complaint() == "calibraxctl: connected again")
    try call("finishExecution", ["execution_id": "e", "success": true])
    #expect(try watch.line() == nil)
    #expect(watch.wait() == 0)
    #expect(server.terminate() == 0)
  }

  @Test func anEndWhileItWasAwayIsNoticed() throws {
    var server = try ServerProcess(directory)
    try start("e")
    try record("e", "loss", 0, 1)
    let watch = try watch("e")
    #expect(try watch.line() == "e loss 0 1")
    server.kill()
    #expect(try watch.complaint() == "calibraxctl: the server is away, reconnecting…")
    server = try ServerProcess(directory)
    try record("e", "loss", 1, 2)
    try call("finishExecution", ["execution_id": "e", "success": true])
    #expect(try watch.line() == "e loss 1 2")
    #expect(try watch.line() == nil)
    #expect(watch.wait() == 0)
    #expect(server.terminate() == 0)
  }

  @Test func withoutAnExecutionWhatComesFromNowOn() throws {
    let server = try ServerProcess(directory)
    try start("before")
    try record("before", "loss", 0, 1)
    let watch = try watch()
    // It watches when it prints the first of these.
    var places = 0
    let hasBegun = try eventually(seconds: 30) {
      places += 1
      try record("default", "beat", Double(places), 1)
      return (try? watch.line(seconds: 0.2)) != nil
    }
    #expect(hasBegun)
    try start("later")
    try record("later", "loss", 7, 2)
    try record("before", "loss", 8, 3)
    var lines: [String] = []
    while lines.last != "before loss 8 3", let line = try watch.line() {
      if !line.hasPrefix("default beat") { lines.append(line) }
    }
    #expect(lines == ["later loss 7 2", "before loss 8 3"])
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

  private func watch(_ execution: String...) throws -> StreamingRun {
    try StreamingRun("calibraxctl", ["watch", "--data", directory.path] + execution)
  }

  private func start(_ id: String) throws {
    try call("startExecution", ["pipeline_name": "train", "execution_id": .string(id)])
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
