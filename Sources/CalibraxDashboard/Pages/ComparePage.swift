public import CalibraxJSON
public import CalibraxModel

extension Page {
  /// How runs compare with each other, metric by metric.
  ///
  /// - Parameter runs: The runs by label, as they were compared.
  public static func compare(
    _ runs: OrderedMap<RunSummary>, _ report: ComparisonReport, pages: LinkedPages
  ) -> Page {
    let path = SitePath.compare
    let winner: HTML =
      report.metricComparisons.isEmpty
      ? .empty
      : """
      <p>Overall winner: <b>\(label(report.overallWinner))</b> <span class="muted">All metrics weigh alike, those that \
      only inform as if higher were better; of several points with a metric the last counts.</span></p>
      """
    return page(
      """
      \(compared(runs, pages, from: path).html)
      \(winner)
      \(report.metricComparisons.isEmpty ? nothing("These runs have no metrics.") : table(runs, report).html)
      <p class="muted">Of several points with a metric, the table has the first of each run.</p>
      """)
  }

  /// What is said where there is nothing to compare.
  public static func compare(instead sentence: String, pages: LinkedPages) -> Page {
    page(nothing(sentence, "<p>\(pages.link("Runs", to: Section.runs.path, from: .compare))</p>"))
  }

  private static func page(_ content: HTML) -> Page {
    Page(
      .compare, "Compare runs", in: .runs, topics: ["runs"],
      content: "\(heading("Compare runs"))<div class=\"part\" id=\"comparison\">\(content)</div>")
  }

  private static func compared(
    _ runs: OrderedMap<RunSummary>, _ pages: LinkedPages, from path: SitePath
  ) -> Table {
    let hasLabels = runs.members.contains { $0.key != $0.value.runID }
    var table = Table(name: "Compared runs", columns: hasLabels ? [.init(name: "Label")] : [])
    table.columns += [
      .init(name: "Run"), .init(name: "Time"), .init(name: "Branch"), .init(name: "Commit"),
      .init(name: "Points", isNumber: true),
    ]
    table.rows = runs.members.map { member in
      let run = member.value
      return Table.Row(
        cells: (hasLabels ? [label(member.key)] : []) + [
          pages.link("\(run.runID)", to: .run(run.runID), from: path), moment(run.timestamp), label(run.branch ?? ""),
          commit(run.commit), "\(run.points)",
        ])
    }
    return table
  }

  private static func table(_ runs: OrderedMap<RunSummary>, _ report: ComparisonReport) -> Table {
    var definitions = OrderedMap<MetricDef>()
    for run in runs { definitions.overlay(run.value.metricDefs) }
    var table = Table(name: "Comparison", columns: [.init(name: "Metric")])
    table.columns += report.labelsCompared.map { .init(name: shortened($0), isNumber: true) }
    let comparisons = Dictionary(
      report.metricComparisons.map { (Spelling($0.metricName), $0) }, uniquingKeysWith: { $1 })
    table.rows = report.metricComparisons.map(\.metricName).inOrder(definitions).compactMap { name in
      comparisons[Spelling(name)].map { comparison in
        let definition = definitions[name]
        let cells = report.labelsCompared.map { cell(of: $0, comparison, definition) }
        return Table.Row(cells: ["<span title=\"\(told(name, definition))\">\(label(name))</span>"] + cells)
      }
    }
    return table
  }

  private static func cell(of label: String, _ comparison: MetricComparison, _ definition: MetricDef?) -> HTML {
    guard let number = comparison.values[label] else { return value(nil) }
    let shown = value(number, definition.map { shortened($0.unit, 30) })
    guard let definition, definition.direction != .info else { return shown }
    let best = comparison.values[comparison.bestLabel]
    if number == best {
      let isAlone = comparison.values.members.allSatisfy { $0.value == best }
      return isAlone ? shown : "<span class=\"best\" title=\"The best\">\(shown) ★</span>"
    }
    guard let factor = comparison.improvementFactors[label] ?? nil else { return shown }
    return "\(shown) <small class=\"muted\" title=\"How many times better the best is\">×\(short(factor, 3))</small>"
  }
}

extension SitePath {
  /// The page that compares runs.
  public static let compare = SitePath("compare")
}
