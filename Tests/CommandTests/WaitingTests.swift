import CalibraxStore
import CalibraxTestSupport
import Foundation
import Testing

/// A writer without a server waits for another one that holds the directory.
@Suite struct WaitingTests {
  let directory = TemporaryDirectory()
  private let lock: DirectoryLock

  init() throws {
    lock = try DirectoryLock.take(StoreLayout(directory.path))
    directory.write(sampleRun("a"), to: "a.json")
  }

  @Test func itProceedsWhenTheOtherIsDone() throws {
    let watch = try OpenWatch(directory.path("calibrax.lock"))
    let run = try TerminalRun("calibraxctl", ingest)
    // Each try opens the lock file to see whether a server serves, and once more to lock it.
    try watch.wait(count: 5)
    #expect(directory.list("runs") == [])
    lock.release()
    let (output, ending) = try run.end()
    #expect(output == "a\n")
    #expect(ending == .exited(0))
    #expect(directory.list("runs") == ["a.json"])
  }

  @Test func itAsksAServerThatComesUpMeanwhile() throws {
    let watch = try OpenWatch(directory.path("calibrax.lock"))
    let run = try TerminalRun("calibraxctl", ingest)
    try watch.wait(count: 5)
    let server = try SilentServer()
    lock.describe(unix: server.path, tcp: nil)
    #expect(server.acceptLine().contains("\"method\":\"ingest\""))
    server.hangUp()
    #expect(try run.end().ending == .exited(3))
  }

  @Test func itSaysWhoHoldsTheDirectoryWhenItGivesUp() throws {
    let run = try CommandRun("calibraxctl", ingest + ["--timeout", "0.2"])
    #expect(run.code == 3)
    #expect(
      run.complaints == """
        calibraxctl: process \(getpid()) has held \(directory.path) for 0.2 s and does not answer
          Try again, or stop that process.

        """)
    #expect(directory.list("runs") == [])
  }

  @Test func whoOnlyReadsDoesNotWait() throws {
    let run = try CommandRun("calibraxctl", ["runs", "--data", directory.path, "--format", "json"])
    #expect(run.output.contains("\"runs\": []"))
    #expect(run.code == 0)
  }

  private var ingest: [String] { ["ingest", "--input", directory.path("a.json"), "--data", directory.path] }
}
