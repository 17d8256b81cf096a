import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// The lines of Rust's libtest.
@Suite struct LibtestTests {
  @Test func aLineIsABenchmark() throws {
    let run = try #require(try Converted.fixture("criterion-bencher-format.txt").runs.first)
    #expect(run.points.map(\.name) == ["fib/rec/5", "fib/rec/12", "parse_big", "norm"])
    #expect(run.points.map { $0.metrics["wall"]?.value } == [9, 281, 1_234_567, 32.18].map { $0 * 1e-9 })
    let big = run.points[2].metrics
    #expect(big["wall"]?.unknownMembers["statistic"] == "median")
    #expect(big["wall"]?.lower == (1_234_567 - 98_765) * 1e-9)
    #expect(big["wall"]?.upper == (1_234_567 + 98_765) * 1e-9)
    #expect(big["throughput"]?.value == 102e6)
    #expect(run.metricDefs["throughput"]?.direction == .higher)
    #expect(run.metricDefs["throughput"]?.unit == "B/s")
  }

  @Test func aBenchmarkThatFailsIsAnError() throws {
    let converted = try Converted(
      """
      running 4 tests
      test tests::adds ... ignored
      test tests::slow ... ignored, takes minutes
      test good      ... bench:       1,500.25 ns/iter (+/- 12.50)
      test bad       ... FAILED

      failures:

      """)
    let run = try #require(converted.runs.first)
    #expect(run.points.map(\.name) == ["good", "bad"])
    #expect(run.points[0].metrics["wall"]?.value == 1_500.25 * 1e-9)
    #expect(run.points[1].metrics["wall"]?.value == nil)
    #expect(run.points[1].metrics["wall"]?.unknownMembers["error"] == "failed")
    #expect(converted.skipped.isEmpty)
  }

  @Test func aTestThatFailsIsNoBenchmark() throws {
    let converted = try Converted(
      """
      running 2 tests
      test adds ... ok
      test subtracts ... FAILED
      running 1 test
      test good ... bench: 10 ns/iter (+/- 1)

      """)
    #expect(converted.runs.flatMap(\.points).map(\.name) == ["good"])
  }

  @Test func anotherUnitIsAnotherMetric() throws {
    let run = try #require(try Converted("test a b ... bench:  1,000 cycles/iter (+/- 5)\n").runs.first)
    #expect(run.points.first?.name == "a b")
    #expect(run.points.first?.metrics.keys == ["cycles/iter"])
    #expect(run.metricDefs["cycles/iter"]?.direction == .lower)
  }

  @Test(arguments: [
    "test a ... hello from the benchmark", "test a ... bench: 1,00 ns/iter (+/- 5)",
    "test a ... bench: 100 ns/iter (+/- 5) = 7",
  ])
  func aLineWithoutAResultIsReported(_ line: String) throws {
    let converted = try Converted(line + "\n", as: "libtest")
    #expect(converted.runs.isEmpty)
    #expect(converted.skipped.map(\.place) == ["line 1"])
  }

  @Test func aLineThatNothingEndsIsReported() throws {
    let converted = try Converted("test a ... bench: 1 ns/iter (+/- 0)\ntest b ... bench: 12 ns/iter (+/- 0)")
    #expect(converted.runs.flatMap(\.points).map(\.name) == ["a"])
    #expect(converted.skipped.map(\.place) == ["line 2"])
  }
}
