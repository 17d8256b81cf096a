import CalibraxTestSupport
import Foundation
import Glibc
import Synchronization
import Testing

@testable import CalibraxSystem

/// A program that an operator has configured is run as the operator would expect, and never keeps the server.
@Suite struct ChildProcessTests {
  /// Longer than any program here takes, shorter than those that would hold a test up.
  private static let ample = 60.0

  private func run(_ arguments: [String], input: [UInt8] = [], timeLimit: Double = ample) -> ChildProcess.Outcome {
    ChildProcess.run(arguments, input: input, timeLimit: timeLimit)
  }

  private func shell(_ script: String, input: [UInt8] = [], timeLimit: Double = ample) -> ChildProcess.Outcome {
    run(["/bin/sh", "-c", script], input: input, timeLimit: timeLimit)
  }

  /// What a script that does not end has written until it was killed: on a busy machine it is given more time.
  private func killed(_ script: String) -> String? {
    for limit in [0.3, 3, 30] {
      guard case .timedOut(let text) = shell(script, timeLimit: limit) else { return nil }
      if !text.isEmpty { return text }
    }
    return nil
  }

  // MARK: How it ends

  @Test(arguments: [Int32(0), 1, 7, 255])
  func anExitCodeIsTold(_ code: Int32) {
    #expect(shell("exit \(code)") == .exited(code: code, stderr: ""))
  }

  @Test(arguments: [SIGTERM, SIGKILL, SIGSEGV, SIGPIPE])
  func aSignalIsTold(_ signal: Int32) {
    #expect(shell("echo going >&2; kill -\(signal) $$") == .signalled(number: signal, stderr: "going\n"))
  }

  @Test func aProgramIsFoundInPATHAndRunsWithoutAShell() {
    #expect(run(["true"]) == .exited(code: 0, stderr: ""))
    #expect(run(["sh", "-c", "echo \"$1\" >&2", "sh", "$HOME; *"]) == .exited(code: 0, stderr: "$HOME; *\n"))
  }

  @Test func aProgramThatIsNotThereIsNotStarted() {
    #expect(
      run(["/no/such/program"])
        == .notStarted(reason: "/no/such/program cannot be started: No such file or directory."))
    #expect(
      run(["no-such-program"])
        == .notStarted(reason: "no-such-program cannot be started: No such file or directory."))
  }

  @Test func aFileThatIsNoProgramIsNotStarted() {
    #expect(run(["/etc/passwd"]) == .notStarted(reason: "/etc/passwd cannot be started: Permission denied."))
    #expect(run(["/"]) == .notStarted(reason: "/ cannot be started: Permission denied."))
  }

  @Test func aProgramNeedsAName() {
    #expect(run([]) == .notStarted(reason: "No program is named."))
    #expect(run([""]) == .notStarted(reason: "No program is named."))
    #expect(run(["echo", "a\0b"]) == .notStarted(reason: "An argument of echo has a byte 0 in it."))
  }

  // MARK: What it reads and writes

  @Test func theWholeInputIsOnStdin() {
    let input = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0) }
    #expect(run(["sh", "-c", "wc -c >&2"], input: input) == .exited(code: 0, stderr: "1048576\n"))
    #expect(run(["sh", "-c", "cat >&2"], input: Array("é\n\0!".utf8)) == .exited(code: 0, stderr: "é\n\0!"))
  }

  @Test func anEmptyInputEndsAtOnce() {
    #expect(shell("cat >&2; echo end >&2") == .exited(code: 0, stderr: "end\n"))
  }

  @Test func nobodyHasToReadTheInput() {
    let input = [UInt8](repeating: 120, count: 1 << 20)
    #expect(shell("exit 4", input: input) == .exited(code: 4, stderr: ""))
    #expect(shell("exec <&-; exit 5", input: input) == .exited(code: 5, stderr: ""))
    #expect(shell("head -c 2 >&2", input: input) == .exited(code: 0, stderr: "xx"))
    #expect(shell("sleep 100", input: input, timeLimit: 0.2) == .timedOut(stderr: ""))
  }

  @Test func aProgramMayWriteMuchBeforeItReads() {
    let input = [UInt8](repeating: 120, count: 1 << 20)
    let script = "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2; echo >&2; wc -c >&2"
    guard case .exited(0, let text) = shell(script, input: input) else {
      Issue.record("it did not end by itself")
      return
    }
    #expect(text.hasSuffix("\0\n1048576\n"))
    #expect(text.utf8.count == 4_096)
  }

  @Test func theEndOfStderrIsKeptFromAWholeCharacterOn() {
    var tail = TextTail()
    tail.append(Array("short".utf8))
    #expect(tail.text == "short")
    for _ in 0..<2_000 { tail.append("€".utf8) }
    #expect(tail.text == String(repeating: "€", count: 1_365))
    tail.append([0xFF])
    #expect(tail.text.hasSuffix("€\u{FFFD}"))
  }

  // MARK: The time limit

  @Test func aProgramIsKilledAtItsTimeLimit() {
    #expect(killed("trap '' TERM; echo begun >&2; sleep 100") == "begun\n")
  }

  @Test(arguments: [0, -1, Double.nan])
  func noTimeIsTooLittle(_ limit: Double) {
    #expect(run(["sleep", "100"], timeLimit: limit) == .timedOut(stderr: ""))
  }

  @Test func aTimeLimitMayBeForever() {
    #expect(run(["true"], timeLimit: .infinity) == .exited(code: 0, stderr: ""))
  }

  @Test func aProgramThatNeverStopsWritingIsKilled() {
    #expect(killed("exec yes >&2")?.utf8.count == 4_096)
  }

  @Test func whatAProgramHasStartedIsKilledWithIt() throws {
    let text = try #require(killed("sleep 100 & echo $! >&2; wait"))
    let grandchild = try #require(Int32(text.trimmingCharacters(in: .newlines)))
    #expect(eventually(seconds: 60) { !isRunning(grandchild) })
  }

  @Test func whatAProgramLeavesBehindIsNotWaitedFor() throws {
    // It keeps stderr open until long after the time limit.
    guard case .exited(3, let text) = shell("sleep 200 & echo $! >&2; exit 3") else {
      Issue.record("it was waited for")
      return
    }
    let grandchild = try #require(Int32(text.trimmingCharacters(in: .newlines)))
    #expect(isRunning(grandchild))
    kill(grandchild, SIGKILL)
  }

  // MARK: What it has of us

  @Test func noFileOfOursIsItsToo() {
    let open = (0..<20).map { _ in Glibc.open("/dev/null", O_RDONLY) }
    defer { for descriptor in open { close(descriptor) } }
    #expect(open.allSatisfy { $0 > 2 })
    // The fourth is the directory that ls itself reads.
    #expect(shell("exec ls /proc/self/fd >&2") == .exited(code: 0, stderr: "0\n1\n2\n3\n"))
  }

  @Test func itsVariablesAreOursWithChanges() {
    setenv("CALIBRAX_TEST_KEPT", "ours", 1)
    setenv("CALIBRAX_TEST_CHANGED", "ours", 1)
    setenv("CALIBRAX_TEST_GONE", "ours", 1)
    let script = "echo $CALIBRAX_TEST_KEPT $CALIBRAX_TEST_CHANGED ${CALIBRAX_TEST_GONE-none} $CALIBRAX_TEST_NEW"
    let changes = ["CALIBRAX_TEST_CHANGED": "é = 1", "CALIBRAX_TEST_GONE": nil, "CALIBRAX_TEST_NEW": "new"]
    let run = ChildProcess.output(of: ["sh", "-c", script], environment: changes, timeLimit: Self.ample)
    #expect(run.outcome == .exited(code: 0, stderr: ""))
    #expect(String(decoding: run.stdout, as: UTF8.self) == "ours é = 1 none new\n")
    #expect(getenv("CALIBRAX_TEST_CHANGED").map { String(cString: $0) } == "ours")
    #expect(getenv("CALIBRAX_TEST_NEW") == nil)
  }

  @Test func aVariableWithTheByte0IsRefused() {
    let run = ChildProcess.output(of: ["true"], environment: ["SECRET": "a\0b"], timeLimit: Self.ample)
    #expect(run.outcome == .notStarted(reason: "The variable SECRET of true has a byte 0 in it."))
  }

  @Test func whatWasWrittenUntilItIsKilledIsKept() {
    for limit in [0.3, 3, 30] {
      let run = ChildProcess.output(
        of: ["sh", "-c", "cat; sleep 100"], input: Array("begun".utf8), timeLimit: limit)
      #expect(run.outcome == .timedOut(stderr: ""))
      if run.stdout == Array("begun".utf8) { return }
    }
    Issue.record("nothing was kept")
  }

  @Test func itHasNoTerminalToAskOn() {
    #expect(shell("cut -d' ' -f7 /proc/$$/stat >&2; true") == .exited(code: 0, stderr: "0\n"))
    // Fields 1 and 6 of proc(5): the process and its session.
    #expect(shell("set -- $(cat /proc/$$/stat); test $1 = $6") == .exited(code: 0, stderr: ""))
  }

  @Test func signalsAreAsIfNobodyHadBlockedOrIgnoredThem() {
    // The shell keeps what it was given, and so shows it.
    let script = "awk '/^Sig(Blk|Ign)/ { print $2 }' /proc/self/status >&2"
    signal(SIGUSR2, SIG_IGN)
    let outcomes = Mutex<[ChildProcess.Outcome]>([])
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      var blocked = sigset_t()
      sigfillset(&blocked)
      pthread_sigmask(SIG_BLOCK, &blocked, nil)
      let found = [self.shell(script), self.shell("kill -USR2 $$"), self.shell("kill -TERM $$")]
      outcomes.withLock { $0 = found }
      isDone.signal()
    }
    thread.start()
    isDone.wait()
    let found = outcomes.withLock { $0 }
    #expect(found.dropFirst() == [.signalled(number: SIGUSR2, stderr: ""), .signalled(number: SIGTERM, stderr: "")])
    guard case .exited(0, let text) = found.first else {
      Issue.record("it did not end by itself")
      return
    }
    // glibc keeps signals 32 and 33 to itself, and ignores them in what it starts.
    let sets = text.split(separator: "\n").map { UInt64($0, radix: 16).map { $0 & ~0x1_8000_0000 } }
    #expect(sets == [0, 0])
  }

  @Test func itLeadsAProcessGroupOfItsOwn() throws {
    // Fields 1 and 5 of proc(5): the process and its group.
    guard case .exited(0, let text) = shell("cut -d' ' -f1,5 /proc/$$/stat >&2; true") else {
      Issue.record("it did not end by itself")
      return
    }
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
    #expect(numbers.count == 2)
    #expect(numbers.first == numbers.last)
    #expect(numbers.last != getpgrp())
  }

  @Test func nothingOfItIsLeft() throws {
    guard case .exited(0, let text) = shell("echo $$ >&2") else {
      Issue.record("it did not end by itself")
      return
    }
    let identifier = try #require(Int32(text.trimmingCharacters(in: .newlines)))
    #expect(kill(identifier, 0) == -1, "it has been reaped")
  }

  @Test func manyRunAtOnce() {
    let outcomes = Mutex<[Int: ChildProcess.Outcome]>([:])
    let threads = DispatchGroup()
    for number in 0..<20 {
      threads.enter()
      Thread {
        let outcome = self.shell(
          "n=$(wc -c); echo $n >&2; exit \(number)", input: Array(repeating: 7, count: number * 9_999))
        outcomes.withLock { $0[number] = outcome }
        threads.leave()
      }.start()
    }
    threads.wait()
    for number in 0..<20 {
      #expect(
        outcomes.withLock { $0[number] } == .exited(code: Int32(number), stderr: "\(number * 9_999)\n"))
    }
  }

  @Test func noFileIsLeftOpen() async {
    // In a process of its own, where others open a few files at most.
    await #expect(processExitsWith: .success) {
      func count() -> Int { (0..<1_000).count { fcntl($0, F_GETFD) >= 0 } }
      let before = count()
      for _ in 0..<50 {
        _ = ChildProcess.run(["true"], input: [1], timeLimit: 60)
        _ = ChildProcess.run(["/no/such/program"], input: [1], timeLimit: 60)
        _ = ChildProcess.run(["sleep", "100"], input: [1], timeLimit: 0)
      }
      exit(count() < before + 50 ? 0 : 1)
    }
  }

  @Test func aServerWithoutStandardStreamsRunsProgramsToo() async {
    await #expect(processExitsWith: .success) {
      for descriptor in Int32(0)..<3 { close(descriptor) }
      let outcome = ChildProcess.run(["sh", "-c", "cat >&2; exit 9"], input: Array("here".utf8), timeLimit: 60)
      exit(outcome == .exited(code: 9, stderr: "here") ? 0 : 1)
    }
  }

  @Test func aServerThatWasStartedWithoutAnInterestInChildrenHearsOfTheirEnd() async {
    await #expect(processExitsWith: .success) {
      signal(SIGCHLD, SIG_IGN)
      exit(ChildProcess.run(["sh", "-c", "exit 9"], input: [], timeLimit: 60) == .exited(code: 9, stderr: "") ? 0 : 1)
    }
  }

  /// Whether a process that is not our child runs; one that nobody reaps has ended all the same.
  private func isRunning(_ identifier: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8) else { return false }
    return !stat.contains(") Z ")
  }
}
