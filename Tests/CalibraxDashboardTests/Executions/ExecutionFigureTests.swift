import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct ExecutionFigureTests {
  private func series(
    _ key: String, _ scale: MetricScale? = nil, at places: [Double] = [0, 1], values: [Double]? = nil
  ) -> RecordedSeries {
    var head = SeriesHead()
    (head.key, head.scale) = (key, scale)
    let points = places.enumerated().map { Sample(at: $1, value: values?[$0] ?? Double($0)) }
    return RecordedSeries(head, points: points, total: points.count)
  }

  private func charts(_ series: [RecordedSeries], _ group: MetricGroup? = nil, mayBeClock: Bool = false)
    -> [ExecutionFigure]
  {
    ExecutionFigure.charts(of: group, series, mayBeClock: mayBeClock)
  }

  private func axes(_ chart: ExecutionFigure?) -> [String] {
    chart?.figure.data.elements?.map { ($0["name"]?.string ?? "") + ":" + ($0["yaxis"]?.string ?? "") } ?? []
  }

  // MARK: Axes

  @Test func scalesOfOneNameShareAnAxis() {
    let charts = charts([series("a", "loss"), series("b", "accuracy"), series("c", "loss")])
    #expect(charts.count == 1)
    #expect(axes(charts.first) == ["a:y", "c:y", "b:y2"])
    #expect(charts.first?.series.map(\.head.key) == ["a", "c", "b"])
    #expect(charts.first?.figure.layout.at("yaxis.title.text") == "loss")
    #expect(
      charts.first?.figure.layout.at("yaxis2") == ["title": ["text": "accuracy"], "overlaying": "y", "side": "right"])
  }

  @Test func aThirdScaleGoesToAnotherChart() {
    let charts = charts(["a", "b", "c", "d", "e"].map { series($0, MetricScale($0)) } + [series("a2", "a")])
    #expect(charts.map(axes) == [["a:y", "a2:y", "b:y2"], ["c:y", "d:y2"], ["e:y"]])
    #expect(charts.last?.figure.layout["yaxis2"] == nil)
  }

  @Test func withoutANameTheSameUnitsShareAnAxisAndNothingElseDoes() {
    let (percent, seconds) = (MetricScale(units: "%"), MetricScale(units: "s"))
    #expect(
      charts([series("a", percent), series("b", seconds), series("c", percent)]).map(axes) == [["a:y", "c:y", "b:y2"]])
    #expect(charts([series("a"), series("b")]).map(axes) == [["a:y", "b:y2"]])
    #expect(
      charts([series("a", MetricScale(units: "%", upper: 1)), series("b", percent)]).map(axes) == [["a:y", "b:y2"]])
    #expect(charts([series("a", MetricScale("n", units: "%")), series("b", percent)]).map(axes) == [["a:y", "b:y2"]])
  }

  @Test func anAxisSaysItsNameAndUnits() {
    let text = { (scale: MetricScale?) in charts([series("a", scale)]).first?.figure.layout.at("yaxis.title.text") }
    #expect(text(MetricScale("loss", units: "<nats>")) == "loss [&lt;nats&gt;]")
    #expect(text(MetricScale(units: "ms")) == "[ms]")
    #expect(text("loss") == "loss")
    #expect(text(nil) == nil && text(MetricScale(units: "")) == nil)
  }

  @Test(
    arguments: [
      (nil, nil, nil), (0, 1, [0, 1]), (0, nil, [0, .null]), (nil, 100, [.null, 100]),
    ] as [(Double?, Double?, JSON?)])
  func anEndThatNobodyGaveIsChosenByTheValues(_ lower: Double?, _ upper: Double?, _ range: JSON?) {
    let layout = charts(
      [series("a", MetricScale(lower: lower, upper: upper))], MetricGroup("g", lower: lower, upper: upper)
    ).first?.figure.layout
    #expect(layout?.at("yaxis.range") == range && layout?.at("xaxis.range") == range)
  }

  @Test func seriesOfAnAxisSayItsBoundsInPart() {
    let scales = [
      MetricScale("s", lower: 1), MetricScale("s", units: "x", lower: 0, upper: 2), MetricScale("s", upper: 5),
    ]
    let layout = charts(scales.enumerated().map { series("\($0)", $1) }).first?.figure.layout
    #expect(layout?.at("yaxis") == ["title": ["text": "s [x]"], "range": [0, 5]])
  }

  // MARK: x

  @Test func xIsSecondsUnlessTheGroupCountsSomethingElse() {
    #expect(charts([series("a")]).first?.figure.layout.at("xaxis") == ["title": ["text": "s"]])
    #expect(charts([series("a")], "g").first?.figure.layout.at("xaxis.title.text") == "s")
    #expect(
      charts([series("a")], MetricGroup("g", units: "epochs")).first?.figure.layout.at("xaxis.title.text") == "epochs")
    #expect(charts([series("a")], MetricGroup("g", units: "")).first?.figure.layout.at("xaxis.title") == nil)
  }

  @Test func unixSecondsAreDatesWhereTheyMayBe() throws {
    let chart = try #require(charts([series("a", at: [1_772_366_400, 1_772_366_460.5])], mayBeClock: true).first)
    #expect(chart.isClock)
    #expect(chart.figure.layout.at("xaxis") == ["type": "date"])
    #expect(chart.figure.data.at("0.x") == [1_772_366_400_000, 1_772_366_460_500])
  }

  @Test(arguments: [[], [0], [1e9, 1_772_366_400], [1_772_366_400, 1e10]])
  func otherNumbersAreNoClock(_ places: [Double]) {
    #expect(charts([series("a", at: places)], mayBeClock: true).first?.isClock == false)
  }

  @Test func oneSeriesThatIsNoneMakesItNoClock() {
    let clock = series("a", at: [1_772_366_400])
    #expect(charts([clock, series("b", at: [5])], mayBeClock: true).first?.isClock == false)
    #expect(charts([clock, series("b", at: [])], mayBeClock: true).first?.isClock == true)
    #expect(charts([clock], MetricGroup("g", units: "steps"), mayBeClock: true).first?.isClock == false)
    #expect(charts([clock]).first?.isClock == false)
  }

  // MARK: Traces

  @Test func aTraceIsNamedAndTellsItsValue() throws {
    let trace = try #require(charts([series("<a> %{x}", MetricScale(units: "%"))]).first?.figure.data[0])
    #expect(trace["name"] == "&lt;a&gt; %{x}")
    let template = try #require(trace["hovertemplate"]?.string)
    #expect(template.hasPrefix("&lt;a&gt; ") && template.hasSuffix("<extra></extra>"))
    #expect(template.firstRange(of: "%{y}") != nil && template.firstRange(of: "%{x}") == nil)
    #expect(trace["x"] == [0, 1] && trace["y"] == [0, 1])
  }

  @Test func fewSamplesHaveMarkers() {
    let mode = { (count: Int) in charts([series("a", at: (0..<count).map(Double.init))]).first?.figure.data.at("0.mode")
    }
    #expect(mode(0) == "lines+markers" && mode(59) == "lines+markers" && mode(60) == "lines")
  }

  @Test func aValueThatIsNoNumberIsAGap() throws {
    let chart = try #require(charts([series("a", at: [0, 1, 2], values: [1, .nan, .infinity])]).first)
    let text = String(decoding: JSONWriter.bytes(of: chart.figure.data), as: UTF8.self)
    #expect(try JSON(parsing: Array(text.utf8)).at("0.y") == [1, .null, .null], "\(text)")
  }

  @Test func nothingHasNoChart() { #expect(charts([]).isEmpty) }
}
