import CalibraxAPI
import CalibraxAnalysis
import CalibraxClient
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel

extension Collector {
  /// Has the operator's own validators judge the curves of what is stored now, and stores what they say.
  func judge(
    _ configuration: BenchmarkConfiguration, _ stored: inout StoredBenchmark, _ client: BlockingClient,
    _ result: inout CollectedBenchmark
  ) throws(ClientError) {
    let tabs = configuration.tabs.filter { $0.configuration?.hasCustomRules == true }
    guard !tabs.isEmpty || !stored.judgements.isEmpty else { return }
    var judgements: [CurveJudgement] = []
    if !tabs.isEmpty {
      progress("\(stored.name): judging")
      var params = ShowBenchmark.Params()
      (params.name, params.points) = (stored.name, true)
      let report = try client.call(ShowBenchmark.self, params)
      for tab in tabs {
        guard let shown = tab.configuration, let points = report.tabs.first(where: { $0.name == tab.name })?.points
        else {
          continue
        }
        judgements += judge(shown, tab.name, points, &result)
      }
    }
    (stored.judgements, stored.messages) = (judgements, result.messages.told(at: now))
    _ = try client.call(SetBenchmark.self, stored)
  }

  private func judge(
    _ configuration: TabConfiguration, _ tab: String, _ points: [BenchmarkPoint], _ result: inout CollectedBenchmark
  ) -> [CurveJudgement] {
    let rows = RowTable(points, configuration)
    var requests: [CurveRequest] = []
    let failed = Set(points.indices.filter { points[$0].status == .failed })
    _ = EvaluatedTab(configuration, rows: rows, failed: failed) { request in
      if request.rule.isCustom { requests.append(request) }
      return CalibraxDashboard.Judgement()
    }
    let calls = requests.map { CustomCall($0) }
    var judgements: [CurveJudgement] = []
    for (request, answer) in zip(requests, validators.judge(calls)) {
      switch answer {
      case .success(let answer):
        var judgement = CurveJudgement()
        (judgement.tab, judgement.plot, judgement.rule) = (tab, request.plot, request.place)
        judgement.curve = request.curve.names
        judgement.flagged = answer.ok.indices.filter { !answer.ok[$0] }.map { index in
          let origin = request.origins[index]
          return .init(runID: rows.sources[origin.source], point: origin.place)
        }
        (judgement.shapes, judgement.annotations) = (answer.shapes, answer.annotations)
        judgements.append(judgement)
      case .failure(let failure):
        let metric = configuration.plots[request.plot].y
        let text =
          failure.message.hasPrefix("Validator ")
          ? failure.message
          : "Validation failed for metric '\(metric)' using '\(request.rule.name)': \(failure.message)"
        result.tell(.error, "Validation Error: " + text, tab: tab)
      }
    }
    return judgements
  }
}

extension TabConfiguration {
  /// Whether a curve of it is judged by a function of the operator's own.
  fileprivate var hasCustomRules: Bool {
    plots.contains { plot in metrics[plot.y]?.rules.contains(where: \.isCustom) == true }
  }
}

extension CustomCall {
  /// The call of a rule for a curve.
  fileprivate init(_ request: CurveRequest) {
    let rule = request.rule
    let module = rule.unknownMembers["module"]?.string ?? ""
    self.init(
      module: module, function: rule.unknownMembers["method"]?.string ?? rule.name, params: rule.unknownMembers,
      values: request.values, x: request.x.map { JSON(writing: $0) })
    params["name"] = .string(rule.name)
    params["is_ts"] = .bool(rule.isTimestamp)
    params["x_col"] = rule.xColumn.map { .string($0) }
  }
}
