import CalibraxAnalysis
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxYAML

/// A benchmark with its rows, worked out from what is stored.
struct BenchmarkView {
  let stored: StoredBenchmark
  let configuration: BenchmarkConfiguration
  /// The tabs; one that cannot be shown has no rows.
  private(set) var tabs: [(name: String, evaluated: EvaluatedTab?)] = []
  /// What is to be known of it, what was so when results were collected first.
  private(set) var messages: [BenchmarkMessage]

  /// Works out all tabs of a benchmark.
  init(_ stored: StoredBenchmark, _ points: PointSource) {
    self.stored = stored
    messages = stored.messages
    var reader = ConfigurationReader { $0.problem(for: $1) }
    configuration = reader.read(stored.name, YAMLNode(stored.configuration))
    for message in reader.messages { add(message) }
    for configured in configuration.tabs {
      guard let tab = configured.configuration else {
        tabs.append((configured.name, nil))
        continue
      }
      let rows = rows(of: tab, named: configured.name, points)
      let judge = self.judge(configured.name, rows.sources)
      let evaluated = EvaluatedTab(tab, rows: rows, judge: judge)
      for var message in evaluated.messages {
        message.tab = configured.name
        add(message)
      }
      tabs.append((configured.name, evaluated))
    }
  }

  /// How many rows there are.
  var rowCount: Int { tabs.reduce(0) { $0 + ($1.evaluated?.rows.count ?? 0) } }

  /// The runs that it may have points of; `nil` for all there are.
  static func runs(of stored: StoredBenchmark) -> Set<String>? {
    var reader = ConfigurationReader { $0.problem(for: $1) }
    let tabs = reader.read(stored.name, YAMLNode(stored.configuration)).tabs
    for case .store? in tabs.map(\.configuration?.source) { return nil }
    return collectedRuns(of: stored)
  }

  /// Of what was collected, what was: a point of another program may have the name too.
  private static func collectedRuns(of stored: StoredBenchmark) -> Set<String>? {
    stored.files.isEmpty ? nil : Set(stored.files.map(\.runID))
  }

  /// Keeps a message unless it is known from when results were collected.
  private mutating func add(_ message: BenchmarkMessage) {
    guard !messages.contains(where: { $0.message == message.message && $0.tab == message.tab }) else { return }
    var message = message
    message.benchmark = stored.name
    messages.append(message)
  }

  private mutating func rows(of tab: TabConfiguration, named name: String, _ points: PointSource) -> RowTable {
    var query = PointQuery()
    switch tab.source {
    case .files:
      (query.name, query.scenario) = (stored.name, name)
      query.runs = Self.collectedRuns(of: stored)
      return tab.rows(of: points.points(query))
    case .store(let source):
      (query.name, query.scenario, query.tags) = (source.point, source.scenario, source.tags)
      query.branch = source.branch
      let outcome = Evaluation.outcome(of: tab.sourceTables(of: points.points(query)), tab, benchmark: stored.name)
      for var message in outcome.messages {
        message.tab = name
        add(message)
      }
      return outcome.table
    }
  }

  /// Judges by the validators here; what the operator's own said is looked up.
  private func judge(_ tab: String, _ sources: [String]) -> CurveJudge {
    let known = Dictionary(
      grouping: stored.judgements.filter { $0.tab == tab },
      by: { JudgedPlace(plot: $0.plot, rule: $0.rule, curve: $0.curve) })
    return { (request) throws(JudgeFault) in
      guard request.rule.isCustom else { return try Self.judge(request) }
      let place = JudgedPlace(plot: request.plot, rule: request.place, curve: request.curve.names)
      guard let judgement = known[place]?.first else {
        return CalibraxDashboard.Judgement()
      }
      let flagged = Set(judgement.flagged)
      var result = CalibraxDashboard.Judgement()
      result.flagged = request.origins.indices.filter { index in
        let origin = request.origins[index]
        return flagged.contains(.init(runID: sources[origin.source], point: origin.place))
      }
      (result.shapes, result.annotations) = (judgement.shapes, judgement.annotations)
      return result
    }
  }

  private static func judge(_ request: CurveRequest) throws(JudgeFault) -> CalibraxDashboard.Judgement {
    var result = CalibraxDashboard.Judgement()
    do throws(ValidationError) {
      let report = try validate(request.values, x: request.x, rules: [request.rule])
      (result.flagged, result.layout) = (report.flagged, report.layout)
    } catch {
      throw JudgeFault(error.message + (error.hint.map { ". " + $0 } ?? "."))
    }
    return result
  }

  private struct JudgedPlace: Hashable {
    var plot: Int
    var rule: Int
    var curve: OrderedMap<String>
  }
}
