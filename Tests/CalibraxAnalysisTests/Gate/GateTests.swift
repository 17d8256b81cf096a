import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

@Suite("A report of verdicts")
struct GateTests {
  /// Earlier runs of some metrics, and then runs of one code.
  private func runs(_ history: [String: [Double]], _ contenders: [[String: Double]]) -> GateRuns {
    var runs = GateRuns()
    for place in 0..<(history.values.map(\.count).max() ?? 0) {
      runs.append(run("h\(place)", history.compactMapValues { $0.indices.contains(place) ? $0[place] : nil }), .history)
    }
    for (place, values) in contenders.enumerated() { runs.append(run("c\(place)", values), .contender) }
    return runs
  }

  private func run(_ id: String, _ values: [String: Double]) -> Run {
    var run = Run()
    run.id = id
    var point = Point()
    point.name = "p"
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { point.metrics[name] = Metric(value: value) }
    run.points = [point]
    return run
  }

  private func definitions(_ names: some Sequence<String>) -> OrderedMap<MetricDef> {
    var definitions = OrderedMap<MetricDef>()
    for name in names {
      var definition = MetricDef()
      definition.direction = .lower
      definitions[name] = definition
    }
    return definitions
  }

  private func check(
    _ history: [String: [Double]], _ contenders: [[String: Double]], _ change: (inout Gate) -> Void = { _ in }
  ) -> CheckReport {
    var gate = Gate()
    change(&gate)
    return gate.check(
      run("c", contenders.last ?? [:]), runs: runs(history, contenders), turns: nil, baseline: nil,
      definitions: definitions(["a", "b", "c"] + (0..<400).map { "m\($0)" }))
  }

  private func noisy(_ seed: UInt64, _ count: Int = 30) -> [Double] {
    var series = NoisySeries(seed: seed)
    return series.values(steady(100, count))
  }

  @Test("it passes when something was judged and nothing is worse")
  func passes() {
    let report = check(["a": noisy(1), "b": noisy(2)], [["a": 100, "b": 101]])
    #expect(report.passed && report.compared == 2)
    #expect(report.verdicts.map(\.verdict) == [.pass, .pass])
  }

  @Test("nothing judged is no pass")
  func nothingJudged() {
    #expect(!check([:], [["a": 100]]).passed)
    #expect(check([:], [["a": 100]]).verdicts.map(\.verdict) == [.new])
    #expect(!check(["a": noisy(1, 4)], [["a": 100]]).passed)
    #expect(!check(["a": noisy(1)], [[:]]).passed)
  }

  @Test("a metric that is missing is no pass, unless its policy allows that")
  func missing() {
    let report = check(["a": noisy(1), "b": noisy(2)], [["a": 100]])
    #expect(!report.passed && report.verdicts.map(\.verdict) == [.pass, .missing])
    let allowed = check(["a": noisy(1), "b": noisy(2)], [["a": 100]]) { gate in
      var policy = GatePolicy()
      (policy.metric, policy.allowsMissing) = ("b", true)
      gate.policies = GatePolicies([policy])
    }
    #expect(allowed.passed)
  }

  @Test("what a policy ignores is in no report")
  func ignored() {
    let report = check(["a": noisy(1), "b": noisy(2)], [["a": 500, "b": 100], ["a": 500, "b": 100]]) { gate in
      var policy = GatePolicy()
      (policy.metric, policy.isIgnored) = ("a", true)
      gate.policies = GatePolicies([policy])
    }
    #expect(report.passed && report.verdicts.map(\.metric) == ["b"])
  }

  @Test("regressions are listed as such, and a threshold that is given holds for all")
  func regressions() {
    let twice = [["a": 120.0, "b": 100], ["a": 121, "b": 100]]
    let report = check(["a": noisy(1), "b": noisy(2)], twice)
    #expect(!report.passed && report.regressions.map(\.metric) == ["a"])
    #expect(check(["a": noisy(1), "b": noisy(2)], twice) { $0.threshold = 0.3 }.passed)
  }

  @Test("among many metrics few are regressions by chance, and a real one is found")
  func falseDiscovery() {
    var history: [String: [Double]] = [:]
    var contender: [String: Double] = [:]
    for number in 0..<400 {
      var values = noisy(UInt64(1_000 + number), 31)
      contender["m\(number)"] = values.removeLast()
      history["m\(number)"] = values
    }
    contender["m7"] = 115
    let report = check(history, [contender]) { gate in
      var policy = GatePolicy()
      // A single run decides, and any change counts: alone each metric is flagged once in a hundred.
      (policy.confirmations, policy.threshold) = (0, 0)
      gate.policies = GatePolicies([policy])
    }
    #expect(report.regressions.map(\.metric).contains("m7"))
    #expect(report.regressions.count <= 2)
    #expect(report.verdicts.contains { $0.evidence.reason?.hasPrefix("alone it would be regressed") == true })
  }

  @Test("a regression that so few runs cannot show among many metrics is to be measured again, and no pass")
  func fewTurns() {
    var gate = Gate()
    gate.method = .paired
    var turns = GateRuns()
    var last = Run()
    for place in 0..<4 {
      for (id, role, factor) in [("b", GateRuns.Role.base, 1.0), ("t", .contender, 2)] {
        let values = (0..<20).map { ("m\($0)", (100 + Double((place * 7 + $0) % 3)) * ($0 == 0 ? factor : 1)) }
        last = run("\(id)\(place)", Dictionary(uniqueKeysWithValues: values))
        turns.append(last, role)
      }
    }
    let report = gate.check(
      last, runs: turns, turns: turns, baseline: nil, definitions: definitions((0..<20).map { "m\($0)" }))
    #expect(!report.passed)
    #expect(report.verdicts.filter { $0.verdict == .unconfirmed }.map(\.metric) == ["m0"])
  }

  @Test("metrics of two modes are seldom called a regression")
  func modes() {
    var reports = 0
    for seed in 0..<6 as Range<UInt64> {
      var history: [String: [Double]] = [:]
      var contenders = [[String: Double](), [:]]
      for number in 0..<50 {
        var series = NoisySeries(seed: 10_000 * (seed + 1) + UInt64(number))
        let values = series.values((0..<32).map { _ in series.normal() < -0.84 ? 120 : 100 }, noise: 0.005)
        history["m\(number)"] = Array(values.prefix(30))
        for place in 0..<2 { contenders[place]["m\(number)"] = values[30 + place] }
      }
      if !check(history, contenders).regressions.isEmpty { reports += 1 }
    }
    #expect(reports == 0)
  }

  @Test("constant metrics beside a change make it no improvement")
  func constants() {
    var history: [String: [Double]] = ["a": noisy(1)]
    var contender = ["a": 96.5]
    for number in 0..<200 { (history["m\(number)"], contender["m\(number)"]) = (steady(5, 30), 5) }
    let report = check(history, [contender]) { gate in
      var policy = GatePolicy()
      (policy.confirmations, policy.threshold, policy.level) = (0, 0, 0.2)
      gate.policies = GatePolicies([policy])
    }
    #expect(report.improvements.isEmpty)
  }

  @Test("what is no number is missing, and so is what most of the last runs had")
  func notThere() {
    let noNumber = check(["a": noisy(1), "b": noisy(2)], [["a": 100, "b": .nan]])
    #expect(!noNumber.passed && noNumber.verdicts.map(\.verdict) == [.pass, .missing])
    let vanished = check(["a": noisy(1), "b": noisy(2, 27)], [["a": 100]])
    #expect(!vanished.passed && vanished.verdicts.map(\.verdict) == [.pass, .missing])
    #expect(check(["a": noisy(1), "b": noisy(2, 22)], [["a": 100]]).passed)
  }

  @Test("values of another environment are told of, and not compared with")
  func incomparable() {
    var runs = GateRuns()
    for (place, value) in noisy(1).enumerated() { runs.append(run("h\(place)", ["a": value]), .foreign) }
    runs.append(run("c", ["a": 300]), .contender)
    let report = Gate().check(
      run("c", ["a": 300]), runs: runs, turns: nil, baseline: nil, definitions: definitions(["a"]))
    #expect(!report.passed && report.verdicts.map(\.verdict) == [.incomparable])
  }

  @Test("auto takes turns where there are some, else history, else the baseline")
  func auto() {
    var gate = Gate()
    gate.method = .auto
    let current = run("c", ["a": 120])
    let long = runs(["a": noisy(1)], [["a": 120]])
    let short = runs(["a": noisy(1, 3)], [["a": 120]])
    var turns = GateRuns()
    for place in 0..<5 {
      turns.append(run("b\(place)", ["a": 100 + Double(place)]), .base)
      turns.append(run("t\(place)", ["a": 120 + Double(place)]), .contender)
    }
    func judge(_ runs: GateRuns, _ turns: GateRuns?, _ baseline: Run?) -> MetricVerdict? {
      gate.check(current, runs: runs, turns: turns, baseline: baseline, definitions: definitions(["a"])).verdicts.first
    }
    #expect(judge(long, turns, nil)?.method == .paired && judge(long, turns, nil)?.verdict == .regressed)
    #expect(judge(long, nil, nil)?.method == .history && judge(long, nil, nil)?.verdict == .unconfirmed)
    let old = run("old", ["a": 100])
    #expect(judge(short, nil, old)?.method == .threshold && judge(short, nil, old)?.verdict == .regressed)
    #expect(judge(short, nil, nil)?.verdict == .insufficient)
    var foreign = GateRuns()
    for place in 0..<9 { foreign.append(run("h\(place)", ["a": 100]), .foreign) }
    foreign.append(current, .contender)
    #expect(judge(foreign, nil, old)?.verdict == .incomparable)
  }

  @Test("runs of one code after the other are no turns")
  func blocked() {
    var gate = Gate()
    gate.method = .paired
    var turns = GateRuns()
    for place in 0..<5 { turns.append(run("b\(place)", ["a": 100 + Double(place)]), .base) }
    for place in 0..<5 { turns.append(run("t\(place)", ["a": 120 + Double(place)]), .contender) }
    let report = gate.check(
      run("c", ["a": 124]), runs: turns, turns: turns, baseline: nil, definitions: definitions(["a"]))
    #expect(report.verdicts.map(\.verdict) == [.insufficient])
  }
}

extension GateRuns {
  fileprivate mutating func append(_ run: Run, _ role: Role) { append(run, as: role) { $1.finiteValue } }
}
