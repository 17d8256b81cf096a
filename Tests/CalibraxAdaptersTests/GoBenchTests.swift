import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What `go test -bench` prints of benchmarks that fail.
@Suite struct GoBenchTests {
  private let head = "goos: linux\npkg: example.com/demo\n"
  private let good = "BenchmarkFill-2 \t 100\t 12 ns/op\n"

  private func failures(_ text: String) throws -> [String] {
    try Converted(text).runs.flatMap(\.failures).map { "\($0.pointName) \($0.tags["procs"] ?? "-")" }
  }

  @Test func aLineOfValuesMayEndInAFailure() throws {
    let text = head + "BenchmarkLate-4     \t--- FAIL: BenchmarkLate-4\n    late_test.go:8: late\n" + good
    #expect(try failures(text) == ["BenchmarkLate 4"])
  }

  @Test func theNumberOfProcessorsIsNoPartOfTheName() throws {
    #expect(try failures(head + good + "--- FAIL: BenchmarkLate-2\n") == ["BenchmarkLate 2"])
    // Nothing ran on 16.
    #expect(try failures(head + good + "--- FAIL: BenchmarkSort/n-16\n") == ["BenchmarkSort/n-16 -"])
  }

  @Test func oneThatFailsSeveralTimesHasFailedOnce() throws {
    let failed = "BenchmarkLate-2 \t--- FAIL: BenchmarkLate-2\n"
    #expect(try failures(head + good + failed + failed + "--- FAIL: BenchmarkLate\n") == ["BenchmarkLate 2"])
  }

  @Test func oneThatFailsLaterHasItsValuesAndIsToldOf() throws {
    let converted = try Converted(head + good + "BenchmarkFill-2 \t--- FAIL: BenchmarkFill\n")
    #expect(converted.runs.first?.points.map { $0.metrics["wall"]?.value } == [12 * 1e-9])
    #expect(converted.skipped.map(\.place) == ["line 4"])
  }

  @Test func oneOfTheSameNameInAnotherPackageHidesNoFailure() throws {
    let text = head + good + "PASS\npkg: example.com/other\n--- FAIL: BenchmarkFill\n"
    #expect(try failures(text) == ["BenchmarkFill -"])
  }

  @Test func aFileWithFailuresOfEveryKindHasEachOnce() throws {
    let converted = try Converted.fixture("go-bench-failing.txt")
    let found = converted.runs.flatMap(\.failures).map { "\($0.pointName) \($0.tags["procs"] ?? "-")" }
    #expect(found == ["BenchmarkBroken -", "BenchmarkLate 2", "BenchmarkParent/late 2", "BenchmarkParent -"])
    #expect(converted.runs.first?.points.count == 7)
    #expect(converted.skipped.map(\.place) == ["line 21"])
  }

  private func errors(_ text: String) throws -> [String] {
    try Converted(text).runs.flatMap(\.points).compactMap { point in
      point.metrics["wall"]?.unknownMembers["error"]?.string.map { "\(point.name): \($0)" }
    }
  }

  @Test func oneThatPanicsHasFailed() throws {
    let end = "\ngoroutine 7 [running]:\nmain.f()\nexit status 2\nFAIL\tx\t0.1s\nFAIL\n"
    let converted = try Converted(head + good + "BenchmarkZPanic-2   \tpanic: boom\n" + end)
    #expect(converted.runs.flatMap(\.failures).map(\.pointName) == ["BenchmarkZPanic"])
    #expect(converted.skipped.isEmpty)
    #expect(try errors(head + "BenchmarkZPanic-2   \tpanic: boom\n" + end) == ["BenchmarkZPanic: panic: boom"])
    #expect(try errors(head + "BenchmarkZ-2   \thello\npanic: boom\n" + end) == ["BenchmarkZ: panic: boom"])
    #expect(try errors(head + "BenchmarkZ-2   \tsignal: killed\n") == ["BenchmarkZ: signal: killed"])
  }

  @Test func valuesMayStandBehindWhatABenchmarkPrints() throws {
    let text = head + "BenchmarkA-2 \thello\nhello\n  100\t 15 ns/op\nBenchmarkB-2 \tlost\n" + good
    let points = try Converted(text).runs.flatMap(\.points)
    #expect(points.map(\.name) == ["BenchmarkA", "BenchmarkFill", "BenchmarkB"])
    #expect(points.map { $0.metrics["wall"]?.value } == [15 * 1e-9, 12 * 1e-9, nil])
    #expect(try errors(text) == ["BenchmarkB: it has no values"])
  }

  @Test(arguments: [
    ("FAIL\ta/three [build failed]\n", "a/three failed: [build failed]"),
    ("FAIL\texample.com/demo\t0.1s\n", "example.com/demo failed, and no benchmark is named that did"),
    ("FAIL\n", "something failed, and nothing says what"),
    ("--- SKIP: BenchmarkX\n", "BenchmarkX was not measured: it says that it is to be left out"),
    ("BenchmarkX-2 \t--- SKIP: BenchmarkX-2\n", "BenchmarkX-2 was not measured: it says that it is to be left out"),
  ]) func whatNamesNoBenchmarkIsToldOf(_ line: String, _ reason: String) throws {
    let converted = try Converted(head + good + line)
    #expect(converted.skipped == [InputRemark("file", "line 4", reason)])
    #expect(converted.runs.flatMap(\.failures).isEmpty)
  }

  @Test func whatIsSaidOfTheMachineIsItsEnvironmentAndNothingElse() throws {
    let text = "seed: 99\nwarning: slow\n" + head + "cpu: A\n" + good + "trace: on\npanic: x\nFAIL\n"
    let run = try #require(try Converted(text).runs.first)
    #expect(run.environment == ["goos": "linux", "cpu": "A"])
    #expect(run.metadata["seed"] == "99")
    #expect(run.metadata.keys.allSatisfy { !["warning", "trace", "panic"].contains($0) })
  }
}
