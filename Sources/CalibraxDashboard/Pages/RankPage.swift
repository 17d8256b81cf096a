public import CalibraxJSON
public import CalibraxModel

/// The values of a tag in the order of what a run measured of them.
public struct RankReport: Sendable {
  /// The run.
  public var run: RunSummary
  /// The tag whose values are ranked.
  public var tag: String
  /// The entries by metric, best first.
  public var rankings: OrderedMap<[RankEntry]>
  /// The metric, where one was chosen.
  public var metric: String?
  /// How many more metrics the run has.
  public var left = 0

  /// The values of a tag in the order of what a run measured of them.
  public init(_ run: RunSummary, tag: String, rankings: OrderedMap<[RankEntry]>) {
    (self.run, self.tag, self.rankings) = (run, tag, rankings)
  }
}

extension Page {
  /// The values of a tag in the order of what a run measured of them; `nil` where there is no run.
  ///
  /// - Parameter isLive: Whether run, metric and tag can be chosen.
  public static func rank(_ report: RankReport?, pages: LinkedPages, isLive: Bool) -> Page {
    let content: HTML =
      if let report {
        """
        <p>\(pages.link("Run \(report.run.runID)", to: .run(report.run.runID), from: .rank)) · \(moment(report.run.timestamp)) · \
        by the tag <b>\(label(report.tag))</b></p>
        \(isLive ? form(report) : .empty)
        <div class="part" id="rankings">\(rankings(report))</div>
        """
      } else {
        nothing("There is no run to rank.", "<p>\(pages.link("Runs", to: Section.runs.path, from: .rank))</p>")
      }
    return Page(.rank, "Ranking", in: .runs, topics: ["runs"], content: heading("Ranking") + content)
  }

  private static func form(_ report: RankReport) -> HTML {
    let metrics = report.run.metrics.map { choice($0, isChosen: $0 == report.metric) }
    let tags = report.run.tagKeys.map { choice($0, isChosen: $0 == report.tag) }
    let metric: HTML =
      "<label>Metric <select name=\"metric\"><option value=\"\">all</option>\(metrics)</select></label>"
    let tag: HTML = tags.isEmpty ? .empty : "<label>Tag <select name=\"tag\">\(tags)</select></label>"
    return """
      <form class="fields" method="get" action="\(SitePath.rank.file)" aria-label="Choose what is ranked">\
      <input type="hidden" name="run" value="\(report.run.runID)">\(metric)\(tag)<button class="act">Rank</button></form>
      """
  }

  private static func choice(_ name: String, isChosen: Bool) -> HTML {
    let chosen: HTML = isChosen ? " selected" : ""
    return "<option value=\"\(name)\"\(chosen)>\(shortened(name))</option>"
  }

  private static func rankings(_ report: RankReport) -> HTML {
    let tables = report.rankings.members.filter { !$0.value.isEmpty }.map { member -> HTML in
      let definition = report.run.metricDefs[member.key]
      let direction = definition?.direction ?? .info
      let how = direction == .info ? "neither higher nor lower is better: the highest first" : direction.told
      return """
        <h2>\(label(member.key)) <small class="muted">\(how)</small></h2>
        \(table(member.key, member.value, definition, report.tag).html)
        """
    }
    if tables.isEmpty { return nothing("The run has no such values.") }
    let more: HTML = report.left > 0 ? "<p class=\"muted\">\(counted(report.left, "more metric")) not shown.</p>" : ""
    return "\(tables)\(more)<p class=\"muted\">Of several points with the same value of the tag, the first counts.</p>"
  }

  private static func table(_ metric: String, _ entries: [RankEntry], _ definition: MetricDef?, _ tag: String) -> Table
  {
    let hasBest = definition.map { $0.direction != .info } ?? false && entries.count > 1
    let greatest = entries.map(\.value).max() ?? 0
    let hasBars = entries.allSatisfy { $0.value >= 0 } && greatest > 0
    var table = Table(
      name: "Ranking by \(shortened(metric))",
      columns: [
        .init(name: "Place"), .init(name: shortened(tag)), .init(name: "Value", isNumber: true),
        .init(name: "Behind", about: "The distance from the best in percent of it", isNumber: true),
      ])
    table.hasNames = false
    if hasBars { table.columns.append(.init(name: "Share", about: "The value as a part of the largest")) }
    table.rows = entries.map { entry in
      let shown = value(entry.value, definition.map { shortened($0.unit, 30) })
      let isBest = hasBest && entry.value == entries[0].value && entry.value != entries[entries.count - 1].value
      return Table.Row(cells: [
        "\(entry.rank)", label(entry.label),
        isBest ? "<span class=\"best\" title=\"The best\">\(shown) ★</span>" : shown,
        entry.deltaFromBest == 0
          ? value(nil) : "<data value=\"\("\(entry.deltaFromBest)")\">\(fixed(entry.deltaFromBest, 1))%</data>",
        hasBars ? bar(entry.value / greatest) : .empty,
      ])
    }
    return table
  }

  /// A share as a bar.
  private static func bar(_ share: Double) -> HTML {
    """
    <svg class="share" width="160" height="10" viewBox="0 0 160 10" aria-hidden="true" data-sort="\(fixed(share, 4))">\
    <rect width="\(fixed(share * 160, 1))" height="10" rx="2"/></svg>
    """
  }
}

extension RunSummary {
  /// The metrics of its points in the order that people look for them.
  public var metrics: [String] {
    let names = scenarios.flatMap { $0.points.flatMap { $0.metrics.keys.map { Spelling($0) } } }
    return Set(names).map(\.text).inOrder(metricDefs)
  }

  /// The keys of its points' tags, the most common first.
  public var tagKeys: [String] {
    var counts = OrderedMap<Int>()
    for key in scenarios.flatMap({ $0.points.flatMap(\.tags.keys) }) { counts[key] = (counts[key] ?? 0) + 1 }
    return counts.members.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
      .map(\.element.key)
  }

  /// The tag whose values are ranked unless another is named: `framework`, or the most common.
  public var rankedTag: String {
    let (keys, usual) = (tagKeys, "framework")
    return keys.contains(usual) ? usual : keys.first ?? usual
  }
}

extension SitePath {
  /// The page that ranks what a run measured.
  public static let rank = SitePath("rank")
}
