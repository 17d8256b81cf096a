public import CalibraxModel

extension Page {
  /// The alerts, the latest first, and what raises them.
  ///
  /// - Parameters:
  ///   - canAct: Whether alerts are acknowledged here.
  ///   - isCut: Whether there are more.
  public static func alerts(_ alerts: [Alert], rules: [Threshold], canAct: Bool, isCut: Bool) -> Page {
    var table = Table(
      name: "Alerts",
      columns: [
        .init(name: "Time"), .init(name: "Severity"), .init(name: "State"), .init(name: "Metric"),
        .init(name: "Value", isNumber: true), .init(name: "Threshold", isNumber: true),
        .init(name: "Count", about: "How often it was violated", isNumber: true), .init(name: "Message"),
      ])
    table.hasNames = false
    // Where it is seen on narrow screens too.
    if canAct { table.columns.insert(.init(name: "Action"), at: 3) }
    table.rows = alerts.map { alert in
      var cells: [HTML] = [
        moment(alert.timestamp), severityBadge(alert.severity), stateBadge(alert), "\(alert.metricName)",
        value(alert.lastValue), value(alert.threshold), "\(alert.count)",
        "<span class=\"message\">\(alert.message)</span>",
      ]
      if canAct { cells.insert(action(on: alert), at: 3) }
      return Table.Row(cells: cells)
    }
    let firing = alerts.count { $0.state == .firing }
    let list: HTML =
      alerts.isEmpty
      ? nothing(
        "No alerts.", "<p>A threshold raises them:</p><pre><code>calibraxctl threshold set METRIC VALUE</code></pre>")
      : table.html
    let more: HTML = isCut ? "<p class=\"muted\">The latest \(alerts.count); there are more.</p>" : ""
    return Page(
      Section.alerts.path, "Alerts", in: .alerts, topics: ["alerts"],
      content: """
        \(heading("Alerts", "<span class=\"part\" id=\"firing\">\(firing > 0 ? badge("\(firing) firing", .bad) : "")</span>"))
        <div class="part" id="alerts">\(list)\(more)</div>
        <h2>Thresholds</h2>
        <div class="part" id="thresholds">\(thresholds(rules))</div>
        """)
  }

  static func severityBadge(_ severity: AlertSeverity) -> HTML {
    let tone: Tone =
      switch severity {
      case .info: .plain
      case .warning: .warn
      case .error, .critical: .bad
      }
    return "<span data-sort=\"\(severity.rank)\">\(badge(severity.rawValue, tone))</span>"
  }

  private static func stateBadge(_ alert: Alert) -> HTML {
    switch alert.state {
    case .firing: badge("firing", alert.severity >= .error ? .bad : .warn)
    case .acknowledged: badge("acknowledged", .plain)
    case .resolved: badge("resolved", .good)
    }
  }

  private static func action(on alert: Alert) -> HTML {
    guard alert.state == .firing else { return .empty }
    return """
      <button type="button" class="act" data-acknowledge="\(exactly: alert.alertID)" \
      aria-label="Acknowledge: \(alert.message)">Acknowledge</button>
      """
  }

  private static func thresholds(_ rules: [Threshold]) -> HTML {
    if rules.isEmpty { return nothing("No thresholds are set.") }
    var table = Table(
      name: "Thresholds",
      columns: [
        .init(name: "Metric"), .init(name: "When"), .init(name: "Threshold", isNumber: true), .init(name: "Severity"),
        .init(name: "For", about: "How long it has to last", isNumber: true),
      ])
    table.rows = rules.map { rule in
      Table.Row(cells: [
        "\(rule.metricName)", "\(rule.when.rawValue)", value(rule.threshold),
        rule.severity.map { severityBadge($0) } ?? "<span class=\"none\">–</span>",
        rule.forSeconds > 0 ? value(rule.forSeconds, "s") : value(nil),
      ])
    }
    return table.html
  }
}

extension AlertSeverity {
  /// Its place among all, the mildest first.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
