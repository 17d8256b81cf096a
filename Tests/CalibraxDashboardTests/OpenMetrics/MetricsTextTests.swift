import CalibraxDashboard
import Testing

@Suite struct MetricsTextTests {
  @Test func aFamilyIsDescribedAndEnded() {
    var family = MetricFamily("job_seconds", unit: "seconds", help: "How long a job takes.")
    family.add(1.5, [("host", "a"), ("device", "cpu")])
    family.add(2)
    #expect(
      MetricsText.text([family], .openMetrics) == """
        # TYPE job_seconds gauge
        # UNIT job_seconds seconds
        # HELP job_seconds How long a job takes.
        job_seconds{host="a",device="cpu"} 1.5
        job_seconds 2
        # EOF

        """)
    #expect(
      MetricsText.text([family], .prometheus) == """
        # TYPE job_seconds gauge
        # HELP job_seconds How long a job takes.
        job_seconds{host="a",device="cpu"} 1.5
        job_seconds 2

        """)
  }

  @Test(arguments: ["calls", "calls_total"])
  func aCounterIsATotal(_ name: String) {
    let family = MetricFamily(name, .counter, help: "Calls.", value: 3)
    #expect(text([family]) == "# TYPE calls counter\n# HELP calls Calls.\ncalls_total 3\n# EOF\n")
    #expect(
      MetricsText.text([family], .prometheus)
        == "# TYPE calls_total counter\n# HELP calls_total Calls.\ncalls_total 3\n")
  }

  @Test(arguments: [-1, .nan, .infinity])
  func aCounterCountsFromZeroOn(_ value: Double) {
    #expect(text([MetricFamily("calls", .counter, help: "", value: value)]) == "# EOF\n")
  }

  @Test func whatNobodyKnowsHasANameInEachFormat() {
    let family = MetricFamily("a", .unknown, help: "", value: 1)
    #expect(text([family]) == "# TYPE a unknown\na 1\n# EOF\n")
    #expect(MetricsText.text([family], .prometheus) == "# TYPE a untyped\na 1\n")
  }

  @Test func theMomentsOfOneSetOfLabelsStandTogetherOldestFirst() {
    var family = MetricFamily("load", help: "")
    family.add(3, [("host", "a")], time: 30)
    family.add(1, [("host", "b")], time: 10)
    family.add(0, [("host", "a")], time: 20)
    family.add(2, [("host", "a")], time: 20)
    #expect(
      text([family]) == """
        # TYPE load gauge
        load{host="a"} 2 20
        load{host="a"} 3 30
        load{host="b"} 1 10
        # EOF

        """)
    // The older format has one value of each, the last.
    #expect(
      MetricsText.text([family], .prometheus)
        == "# TYPE load gauge\nload{host=\"a\"} 2 20000\nload{host=\"b\"} 1 10000\n")
  }

  @Test func nothingIsAnEndAlone() {
    #expect(text([]) == "# EOF\n")
    #expect(text([MetricFamily("a", help: "Nothing.")]) == "# EOF\n")
    #expect(MetricsText.text([], .prometheus) == "")
  }

  @Test(arguments: [
    (0, "0"), (-0.0, "0"), (1, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (123_456_789_012, "123456789012"),
    (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"), (.nan, "NaN"),
    (.infinity, "+Inf"), (-.infinity, "-Inf"),
  ])
  func aNumberIsWrittenAsReadersKnowIt(_ value: Double, _ written: String) {
    #expect(text([MetricFamily("a", help: "", value: value)]) == "# TYPE a gauge\na \(written)\n# EOF\n")
  }

  @Test func aTimeIsInSecondsOrMilliseconds() {
    var family = MetricFamily("a", help: "")
    family.add(1, time: 1_772_366_400.25)
    #expect(text([family]) == "# TYPE a gauge\na 1 1772366400.25\n# EOF\n")
    #expect(MetricsText.text([family], .prometheus) == "# TYPE a gauge\na 1 1772366400250\n")
  }

  @Test func textsDoNotEndBeforeTheirEnd() {
    var family = MetricFamily("a", help: "one\\two\n\"three\"")
    family.add(1, [("b", "x\\y\n\"z\"\r\0é")])
    #expect(
      text([family])
        == "# TYPE a gauge\n# HELP a one\\\\two\\n\\\"three\\\"\na{b=\"x\\\\y\\n\\\"z\\\"\u{FFFD}\u{FFFD}é\"} 1\n# EOF\n"
    )
    #expect(MetricsText.text([family], .prometheus).contains("# HELP a one\\\\two\\n\"three\"\n"))
  }

  @Test(arguments: [
    ("a b", "a_b"), ("9lives", "_9lives"), ("", "_"), ("größe", "gr__e"), ("x:y", "x:y"), ("e\u{301}", "e_"),
  ])
  func aNameIsMadeFitAndKeptAsALabel(_ name: String, _ written: String) {
    let original = name == written || name.isEmpty ? "" : "{original_name=\"\(name)\"}"
    #expect(
      text([MetricFamily(name, help: "", value: 1)])
        == "# TYPE \(written) gauge\n\(written)\(original) 1\n# EOF\n")
  }

  @Test func namesThatBecomeOneAreToldApart() {
    let families = [
      MetricFamily("a b", help: "Spaced.", value: 1), MetricFamily("c", help: "", value: 2),
      MetricFamily("a_b", help: "Fit.", value: 3), MetricFamily("a-b", help: "Dashed.", value: 4),
    ]
    #expect(
      text(families) == """
        # TYPE a_b gauge
        # HELP a_b Spaced.
        a_b{original_name="a b"} 1
        a_b 3
        a_b{original_name="a-b"} 4
        # TYPE c gauge
        c 2
        # EOF

        """)
  }

  @Test func noOtherFamilyHasTheNamesOfACounter() {
    let families = [
      MetricFamily("calls", .counter, help: "", value: 1), MetricFamily("calls_total", help: "", value: 2),
      MetricFamily("calls", help: "", value: 3), MetricFamily("calls_created", help: "", value: 4),
    ]
    #expect(
      text(families) == """
        # TYPE calls counter
        calls_total 1
        # TYPE calls_total_2 gauge
        calls_total_2{original_name="calls_total"} 2
        # TYPE calls_2 gauge
        calls_2{original_name="calls"} 3
        # TYPE calls_created_2 gauge
        calls_created_2{original_name="calls_created"} 4
        # EOF

        """)
  }

  @Test func ofTwoValuesWithTheSameLabelsTheLastCounts() {
    var family = MetricFamily("a", help: "")
    family.add(1, [("x", "1"), ("y", "2")])
    family.add(2, [("x", "1")])
    family.add(3, [("y", "2"), ("x", "1"), ("z", "")])
    #expect(text([family]) == "# TYPE a gauge\na{y=\"2\",x=\"1\"} 3\na{x=\"1\"} 2\n# EOF\n")
  }

  @Test func labelsHaveNamesOfTheirOwn() {
    var family = MetricFamily("a", help: "")
    family.add(1, [("x y", "1"), ("x_y", "2"), ("__name__", "3"), ("x:y", "4"), ("", "5"), ("é", "6"), ("1", "7")])
    #expect(
      text([family])
        == "# TYPE a gauge\na{x_y=\"1\",x_y_2=\"2\",label__name__=\"3\",x_y_3=\"4\",_=\"5\",_2=\"6\",_1=\"7\"} 1\n# EOF\n"
    )
  }

  @Test(arguments: [
    (nil, MetricsFormat.prometheus), ("", .prometheus), ("*/*", .prometheus), ("text/plain", .prometheus),
    ("application/openmetrics-text", .openMetrics),
    ("text/plain, Application/OpenMetrics-Text; version=1.0.0;q=0.5", .openMetrics),
    ("application/openmetrics-text;q=0", .prometheus), ("application/openmetrics-textual", .prometheus),
    (
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,*/*;q=0.1",
      .openMetrics
    ),
  ])
  func aReaderSaysWhatItReads(_ accept: String?, _ format: MetricsFormat) {
    #expect(MetricsFormat(accept: accept) == format)
  }

  private func text(_ families: [MetricFamily]) -> String { MetricsText.text(families, .openMetrics) }
}
