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
}
