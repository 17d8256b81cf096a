import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

@Suite("Thresholds that noise lets a gate have")
struct PolicySuggestionTests {
  @Test(
    "what a check would tell of the noise, and the least round threshold above it",
    arguments: [
      (0.002, 0.01), (0.01, 0.02), (0.02, 0.05), (0.05, 0.1), (0.1, 0.2), (0.2, 0.5),
    ])
  func threshold(_ noise: Double, _ threshold: Double) throws {
    var series = NoisySeries(seed: 7)
    let values = series.values(steady(100, 50), noise: noise)
    let suggestion = try #require(suggestions(["p latency": values]).first)
    let evidence = HistoryGate().judge([values[49]], history: values).evidence
    #expect(suggestion.noise == evidence.noise)
    #expect(suggestion.detectable == evidence.detectable)
    #expect((suggestion.count, suggestion.levelCount) == (50, 50))
    #expect(suggestion.presentThreshold == 0.05)
    #expect(suggestion.rule == nil)
    #expect(suggestion.judged == 41)
    let detectable = try #require(suggestion.detectable)
    #expect(detectable <= threshold)
    #expect(suggestion.threshold == threshold)
    #expect(abs((suggestion.noise ?? 0) / noise - 1) < 0.3)
  }

  @Test("the level is the current one")
  func currentLevel() {
    let values = (0..<40).map { ($0 < 28 ? 100 : 130) + [0, 1, -1][$0 % 3] } as [Double]
    let suggestion = suggestions(["p latency": values]).first
    #expect(suggestion?.count == 40)
    #expect(suggestion?.levelCount == 12)
    #expect(suggestion?.threshold == 0.02)
    #expect(suggestion?.falseAlarmRate == 0)
  }

  @Test("points of one name are one, that with the most noise, under each policy")
  func worst() {
    var series = NoisySeries(seed: 3)
    var runs = Runs()
    for (framework, noise) in [("Datarax", 0.01), ("Grain", 0.06), ("PyTorch", 0.02)] {
      runs.add("p", ["framework": framework], "latency", series.values(steady(5, 30), noise: noise))
    }
    let together = runs.suggestions([])
    #expect(together.map(\.tags) == [["framework": "Grain"]])
    #expect(together.map(\.points) == [3])
    #expect(together.map(\.judged) == [63])
    let apart = runs.suggestions([policy(tags: ["framework": "Grain"], threshold: 0.2)])
    #expect(apart.map(\.rule) == [0, nil])
    #expect(apart.map(\.points) == [1, 2])
    #expect(apart.map(\.presentThreshold) == [0.2, 0.05])
    #expect(apart[1].tags == ["framework": "PyTorch"])
  }

  @Test("what cannot be said has a reason")
  func reasons() {
    let few = suggestions(["p latency": [1, 2, 3]]).first
    #expect(few?.reason == "3 earlier runs, and 8 are needed")
    #expect(few?.threshold == nil)
    #expect(few?.judged == 0)
    #expect(few?.falseAlarmRate == nil)
    let zero = suggestions(["p latency": (0..<30).map { Double($0 % 3 - 1) }]).first
    #expect(zero?.reason == "no relative change could be told from its noise")
    #expect(zero?.threshold == nil)
    #expect(zero?.detectable == nil)
  }

  @Test("a point with enough runs speaks for one of its name that has too few")
  func enough() {
    var runs = Runs()
    runs.add("p", ["a": "1"], "latency", Array(repeating: 3, count: 20))
    runs.add("p", ["a": "2"], "latency", [3, 4])
    #expect(runs.suggestions([]).map(\.threshold) == [0.01])
  }

  @Test("of metrics that are not judged nothing is said, and of others only where they are wanted")
  func judgedOnly() {
    let values = Array(repeating: 3.0, count: 20)
    let all = ["p latency", "p speed", "q latency", "p note", "p unknown", "p ignored"]
    let series = Dictionary(uniqueKeysWithValues: all.map { ($0, values) })
    var ignoring = policy(metric: "ignored")
    ignoring.isIgnored = true
    let found = suggestions(series, [ignoring])
    #expect(found.map { "\($0.pointName) \($0.metric)" } == ["p latency", "p speed", "q latency"])
    #expect(suggestions(series, point: "p").map(\.metric) == ["ignored", "latency", "speed"])
    #expect(suggestions(series, metric: "latency").map(\.pointName) == ["p", "q"])
    #expect(suggestions(series, point: "q", metric: "speed").isEmpty)
  }

  private func suggestions(
    _ series: [String: [Double]], _ policies: [GatePolicy] = [], point: String? = nil, metric: String? = nil
  ) -> [PolicySuggestion] {
    var runs = Runs()
    for (name, values) in series {
      let words = name.split(separator: " ").map { String($0) }
      runs.add(words[0], [:], words[1], values)
    }
    return runs.suggestions(policies, point: point, metric: metric)
  }
}

/// Runs of one value a series.
private struct Runs {
  private var runs: [Run] = []

  mutating func add(_ name: String, _ tags: OrderedMap<String>, _ metric: String, _ values: [Double]) {
    while runs.count < values.count { runs.append(Run()) }
    for (place, value) in values.enumerated() {
      var point = Point()
      (point.name, point.tags, point.metrics[metric]) = (name, tags, Metric(value: value))
      runs[place].points.append(point)
    }
  }

  func suggestions(_ policies: [GatePolicy], point: String? = nil, metric: String? = nil) -> [PolicySuggestion] {
    var all = GateRuns()
    for run in runs { all.append(run, as: .history) { $1.value } }
    var definitions = OrderedMap<MetricDef>()
    for (name, direction) in [
      ("latency", .lower), ("speed", .higher), ("ignored", .lower), ("note", .info),
    ] as [(String, Direction)] {
      definitions[name] = MetricDef()
      definitions[name]?.direction = direction
    }
    return policySuggestions(
      all, policies: GatePolicies(policies), definitions: definitions, point: point, metric: metric)
  }
}
