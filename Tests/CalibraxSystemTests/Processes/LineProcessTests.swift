import CalibraxSystem
import Glibc
import Testing

/// A program is told lines and answers each, whatever it writes to stderr meanwhile, and never keeps who asks.
@Suite struct LineProcessTests {
  init() { signal(SIGPIPE, SIG_IGN) }

  private func shell(_ script: String) throws -> LineProcess { try LineProcess(["/bin/sh", "-c", script]) }

  /// What this thread has taken of a processor.
  private var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Longer than any program here takes.
  private var ample: Double { uptime() + 60 }

  @Test func eachLineHasItsAnswer() throws {
    var process = try LineProcess(["cat"])
    for line in ["a", "", "ü 2"] {
      let answer = try process.ask(Array(line.utf8), until: ample)
      #expect(String(decoding: answer, as: UTF8.self) == line)
    }
    let outcome = process.end(until: ample)
    #expect(outcome == .exited(code: 0, stderr: ""))
  }

  @Test func longLinesPassBothPipesAtOnce() throws {
    var process = try LineProcess(["cat"])
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
    let answer = try process.ask(line, until: ample)
    #expect(answer == line)
    _ = process.end(until: ample)
  }

  @Test func whoeverWritesMuchToStderrIsNotHeldUp() throws {
    var process = try shell("while read -r line; do head -c 300000 /dev/zero | tr '\\0' e >&2; echo \"$line\"; done")
    for _ in 0..<3 {
      let answer = try process.ask(Array("a".utf8), until: ample)
      #expect(answer == Array("a".utf8))
    }
    let outcome = process.end(until: ample)
    #expect(outcome == .exited(code: 0, stderr: String(repeating: "e", count: 4_096)))
  }

  @Test func oneThatHasClosedItsStderrIsNotAskedInALoop() throws {
    var process = try shell("exec 2>&-; while read -r line; do sleep 0.5; echo \"$line\"; done")
    let before = processorSeconds
    _ = try process.ask(Array("a".utf8), until: ample)
    // A loop would take all of the half second.
    #expect(processorSeconds - before < 0.25)
    _ = process.end(until: ample)
  }

  @Test func anEndInTheMiddleIsToldWithWhatItWrote() throws {
    var process = try shell("read -r line; echo half; echo broken >&2; exit 3")
    let first = try process.ask(Array("a".utf8), until: ample)
    #expect(first == Array("half".utf8))
    #expect(throws: LineProcess.Failure.ended) { try process.ask(Array("b".utf8), until: ample) }
    let outcome = process.end(until: ample)
    #expect(outcome == .exited(code: 3, stderr: "broken\n"))
  }

  @Test func oneThatDoesNotAnswerIsGivenUpAndKilled() throws {
    var process = try shell("sleep 600")
    #expect(throws: LineProcess.Failure.timedOut) { try process.ask(Array("a".utf8), until: uptime() + 0.2) }
    let outcome = process.end(until: uptime())
    #expect(outcome == .timedOut(stderr: ""))
  }

  @Test func oneThatIsNotThereIsNotStarted() {
    #expect(throws: SpawnError.self) { _ = try LineProcess(["/no/such/program"]) }
  }

  @Test func variablesAreSetAndTakenAway() throws {
    var process = try LineProcess(
      ["/bin/sh", "-c", "while read -r line; do echo \"$ONE-${HOME-none}\"; done"],
      environment: ["ONE": "1", "HOME": nil] as [String: String?])
    let answer = try process.ask([], until: ample)
    #expect(String(decoding: answer, as: UTF8.self) == "1-none")
    _ = process.end(until: ample)
  }
}
