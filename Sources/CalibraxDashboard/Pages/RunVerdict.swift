import CalibraxJSON
import CalibraxModel

extension Page {
  /// The changes that are listed at most.
  private static let changeRoom = 200

  /// How a run compares with the baseline `main`, or why nobody knows.
  static func verdict(_ report: RunReport, _ pages: LinkedPages) -> HTML {
    if let check = report.check { return verdict(check, report, pages) }
    return report.problem.map { "<p>Not judged: \(shortened($0, 1_000))</p>" } ?? .empty
  }

  private static func verdict(_ check: CheckReport, _ report: RunReport, _ pages: LinkedPages) -> HTML {
    let changes = check.verdicts.filter { $0.verdict == .regressed || $0.verdict == .improved }
    let regressed = changes.filter { $0.verdict == .regressed }
    let improved = changes.filter { $0.verdict == .improved }
    let objectives = check.objectives ?? []
    let mark =
      check.compared == 0 && objectives.isEmpty
      ? badge("nothing compared", .plain) : check.passed ? badge("PASS", .good) : badge("FAIL", .bad)
    let baseline: HTML =
      check.baselineID.isEmpty
      ? "no baseline"
      : pages.link("baseline \(BaselineName.main)", to: .run(check.baselineID), from: report.path)
    var told = [
      counted(check.compared, "value") + " compared", counted(regressed.count, "regression"),
      counted(improved.count, "improvement"),
    ]
    let missing = check.verdicts.count { $0.verdict == .missing }
    if missing > 0 { told.append("\(missing) missing") }
    let new = check.verdicts.count { $0.verdict == .new }
    if new > 0 { told.append("\(new) new") }
    if !objectives.isEmpty { told.append("\(objectives.count(where: \.isMet)) of \(objectives.count) SLOs met") }
    let allowed = numberText(check.threshold * 100)
    return """
      <p class="verdict">\(mark) against \(baseline): \(told.joined(separator: ", ")). Changes up to \(allowed)% are allowed.</p>
      \(table((regressed.bySize + improved.bySize), report, pages))
      """
  }

  private static func table(_ changes: [MetricVerdict], _ report: RunReport, _ pages: LinkedPages) -> HTML {
    guard !changes.isEmpty else { return .empty }
    let shown = changes.prefix(changeRoom)
    var table = Table(
      name: "Changes",
      columns: [
        .init(name: "Verdict"), .init(name: "Metric"), .init(name: "Point"), .init(name: "Tags"),
        .init(name: "Baseline", isNumber: true), .init(name: "Now", isNumber: true),
        .init(name: "Change", about: "In percent of the baseline", isNumber: true),
      ])
    table.hasNames = false
    table.rows = shown.map { entry in
      let definition = report.definitions[entry.metric]
      let trend = SitePath.trend(entry.metric, of: entry.key)
      return Table.Row(cells: [
        badge(entry.verdict.rawValue, entry.verdict == .regressed ? .bad : .good),
        pages.link(label(entry.metric), to: trend, from: report.path), label(entry.pointName), label(entry.tags),
        value(entry.baselineValue, definition.map { shortened($0.unit, 30) }),
        value(entry.currentValue, definition.map { shortened($0.unit, 30) }),
        change(entry.deltaPct, entry.direction),
      ])
    }
    let left = changes.count - shown.count
    let more: HTML = left > 0 ? "<p class=\"muted\">\(counted(left, "smaller change")) not listed.</p>" : ""
    return table.html + more
  }
}

extension [MetricVerdict] {
  /// The largest change first.
  fileprivate var bySize: [MetricVerdict] { sorted { abs($0.deltaPct ?? 0) > abs($1.deltaPct ?? 0) } }
}
