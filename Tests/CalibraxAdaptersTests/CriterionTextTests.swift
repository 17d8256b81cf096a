import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What Criterion prints.
@Suite struct CriterionTextTests {
  @Test func estimatesStandBetweenTheirBounds() throws {
    let converted = try Converted.fixture("criterion-stdout.txt")
    let run = try #require(converted.runs.first)
    #expect(run.points.map(\.name) == ["fib/rec/5", "fib/rec/12"])
    let metrics = run.points[1].metrics
    #expect(metrics.keys == ["wall", "throughput"])
    #expect(metrics["wall"]?.value == 281.71 * 1e-9)
    #expect(metrics["wall"]?.lower == 276.70 * 1e-9)
    #expect(metrics["wall"]?.upper == 287.61 * 1e-9)
    #expect(metrics["throughput"]?.value == 42.597 * 1e6)
    #expect(run.metricDefs["throughput"]?.unit == "1/s")
    #expect(converted.skipped.isEmpty)
  }

  @Test func aLongNameStandsOnALineOfItsOwn() throws {
    let converted = try Converted(
      """
      Benchmarking a name of many words: Analyzing
      a name of many words
                              time:   [999.00 ns 1.0000 µs 1.0010 µs]
                              thrpt:  [1.0 MiB/s 2.0 MiB/s 3.0 MiB/s]

      """)
    let point = try #require(converted.runs.first?.points.first)
    #expect(point.name == "a name of many words")
    #expect(point.metrics["wall"]?.value == 1e-6)
    #expect(abs((point.metrics["wall"]?.lower ?? 0) - 999e-9) < 1e-15)
    #expect(point.metrics["throughput"]?.value == 2_097_152)
  }

  @Test func aThroughputOfADamagedTimeIsNotThatOfTheBenchmarkBefore() throws {
    let converted = try Converted(
      """
      a   time:   [1.0 ns 2.0 ns 3.0 ns]
      b   time:   [1.0 ns 2.0 n
          thrpt:  [1.0 B/s 2.0 B/s 3.0 B/s]

      """)
    #expect(converted.runs.flatMap(\.points).map(\.metrics.keys) == [["wall"]])
    #expect(converted.skipped.map(\.place) == ["line 2", "line 3"])
  }

  @Test func aBenchmarkThatBeginsOnlyIsReported() throws {
    let converted = try Converted(
      """
      Benchmarking a: Warming up for 3.0000 s
      Benchmarking a: Analyzing
      a   time:   [1.0 ns 2.0 ns 3.0 ns]
      Benchmarking b: Warming up for 3.0000 s

      """)
    #expect(converted.runs.flatMap(\.points).map(\.name) == ["a"])
    #expect(converted.skipped == [InputRemark("file", "line 4", "b begins here and has no time")])
  }

  @Test func aLineInBetweenTakesNoName() throws {
    for line in ["warning: slow", "hello", "Benchmarking a name of many words: Analyzing"] {
      let converted = try Converted(
        """
        Benchmarking a name of many words: Analyzing
        a name of many words
        \(line)
                                time:   [1.0 ns 2.0 ns 3.0 ns]
                                thrpt:  [1.0 B/s 2.0 B/s 3.0 B/s]

        """, as: "criterion-text")
      #expect(converted.runs.isEmpty)
      #expect(converted.skipped.map(\.place) == ["line 4", "line 5"])
    }
  }

  @Test func aThroughputIsOfTheTimeBefore() throws {
    let converted = try Converted(
      """
      Benchmarking a: Analyzing
      a   time:   [1.0 ns 2.0 ns 3.0 ns]
      warning: slow
          thrpt:  [1.0 B/s 2.0 B/s 3.0 B/s]
      Benchmarking b: Analyzing
          thrpt:  [1.0 B/s 2.0 B/s 3.0 B/s]

      """)
    #expect(converted.runs.flatMap(\.points).map(\.name) == ["a"])
    #expect(converted.runs.flatMap(\.points).map(\.metrics.keys) == [["wall", "throughput"]])
    #expect(converted.skipped.map(\.place) == ["line 6"])
  }
}
