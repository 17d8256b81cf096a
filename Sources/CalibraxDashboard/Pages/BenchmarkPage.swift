import CalibraxJSON
public import CalibraxModel

extension Page {
  /// A tab of a benchmark: its table, and the graphs of the row that is selected.
  ///
  /// - Parameter tab: Its place among the tabs.
  public static func benchmark(_ report: BenchmarkReport, tab: Int) -> Page {
    let path = SitePath.benchmark(report, tab: tab)
    let shown = report.tabs.indices.contains(tab) ? report.tabs[tab] : nil
    return Page(
      path, shown.map { $0.name.isEmpty ? report.title : "\(report.title) · \($0.name)" } ?? report.title,
      in: .benchmarks, topics: ["runs"],
      content: """
        \(heading(report.title, description(report)))
        <div class="part" id="facts">\(facts(of: report))</div>
        \(tabs(of: report, selected: tab, from: path))
        <div class="part" id="console">\(console(report, tab: shown?.name ?? ""))</div>
        \(shown.map { content(of: $0, of: report) } ?? failure(of: report))
        """)
  }

  private static func description(_ report: BenchmarkReport) -> HTML {
    guard !report.description.isEmpty else { return .empty }
    return """
      <details class="about"><summary>About</summary><div class="description">\(HTML(untrusted: report.description))</div></details>
      """
  }

  private static func facts(of report: BenchmarkReport) -> HTML {
    var parts: [(name: String, value: HTML)] = [
      ("First run", moment(report.runs.firstRun)), ("Last run", moment(report.runs.lastRun)),
      ("Points", "\(report.runs.valid) valid of \(report.runs.total)"), ("Status", statuses(report.runs.status)),
    ]
    if let host = report.host, !host.isEmpty {
      // A folder may be named as the one beside the configuration.
      parts.append(("Source", "\(host.hasSuffix("/.") ? host.dropLast(2) : host[...])"))
    }
    if report.commit?.isEmpty == false { parts.append(("Commit", commit(report.commit))) }
    if !report.collectedAt.isEmpty { parts.append(("Collected", moment(report.collectedAt))) }
    return CalibraxDashboard.facts(parts)
  }

  private static func tabs(of report: BenchmarkReport, selected: Int, from path: SitePath) -> HTML {
    guard report.tabs.count > 1 else { return .empty }
    let links = report.tabs.indices.map { place -> HTML in
      let current: HTML = place == selected ? " aria-current=\"page\"" : ""
      let target = path.link(to: .benchmark(report, tab: place))
      let mark: HTML = report.tabs[place].failed ? " \(badge("failed", .bad))" : ""
      return "<a href=\"\(target)\"\(current)>\(report.tabs[place].name)\(mark)</a>"
    }
    return "<nav class=\"tabs\" aria-label=\"Tabs of the benchmark\">\(links)</nav>"
  }

  private static func failure(of report: BenchmarkReport) -> HTML {
    let isFailed = report.messages.contains { $0.severity >= .error }
    return nothing(
      isFailed ? "This benchmark failed to load: the console above says why." : "This benchmark has no tabs.")
  }

  private static func content(of tab: BenchmarkTab, of report: BenchmarkReport) -> HTML {
    if tab.failed {
      return nothing("This tab failed to load: the console above says why.")
    }
    let table: HTML = tab.rows.isEmpty ? nothing("No results yet.") : rows(of: tab, of: report).html
    return """
      <div class="part" id="rows">\(table)</div>
      <p class="selection" id="selection" aria-live="polite"></p>
      \(graphs(of: tab))
      """
  }

  // MARK: The table

  private static func rows(of tab: BenchmarkTab, of report: BenchmarkReport) -> Table {
    let measured = tab.graphs.flatMap(\.plots).map(\.y).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let values = measured.filter { metric in tab.rows.contains { $0.values[metric] != nil } }.prefix(4)
    var table = Table(name: tab.name.isEmpty ? report.title : tab.name, columns: [])
    table.hasNames = false
    table.attributes = " class=\"rows\" role=\"grid\" aria-label=\"Select a row to see its graphs\""
    table.columns = tab.parameters.map { parameter in
      Table.Column(
        name: parameter.unit.isEmpty ? parameter.metric : "\(parameter.metric) [\(parameter.unit)]",
        about: parameter.description.isEmpty ? parameter.metric : parameter.description, group: "Parameters",
        isNumber: parameter.type == "int" || parameter.type == "float")
    }
    table.columns += [
      .init(name: "First run", about: "Minimum timestamp of the row", group: "Timings"),
      .init(name: "Last run", about: "Maximum timestamp of the row", group: "Timings"),
      .init(name: "Total", about: "Number of points", group: "Points", isNumber: true),
      .init(name: "Valid", about: "Number of valid points", group: "Points", isNumber: true),
    ]
    table.columns += values.map {
      Table.Column(name: $0, about: "The newest value of \($0)", group: "Newest", isNumber: true)
    }
    table.columns.append(
      .init(name: "Status", about: "Status of the last runs, oldest (left) to newest (right)"))
    table.rows = tab.rows.map { row in
      var cells = tab.parameters.map { parameter in cell(row.parameters[parameter.metric], parameter.type) }
      cells += [
        moment(row.runs.firstRun), moment(row.runs.lastRun), "\(row.runs.total)", "\(row.runs.valid)",
      ]
      cells += values.map { range(row.values[$0]) }
      cells.append(statuses(row.runs.status))
      let figures = SitePath.figures(benchmark: report.name, tab: tab.name, row: row.id)
      let named = tab.parameters.map { "\($0.metric): \(text(row.parameters[$0.metric]))" }.joined(separator: ", ")
      return Table.Row(
        cells: cells,
        attributes: """
           data-row="\(exactly: row.id)" data-figures="\(figures.name)" data-named="\(named)" tabindex="-1" aria-selected="false"
          """)
    }
    return table
  }

  private static func range(_ range: BenchmarkRange?) -> HTML {
    guard let range else { return value(nil) }
    let told = "min \(numberText(range.min)), mean \(numberText(range.mean)), max \(numberText(range.max))"
    return "<span title=\"\(told)\">\(value(range.last))</span>"
  }

  private static func cell(_ json: JSON?, _ type: String) -> HTML {
    switch json {
    case .number(let number): value(number.double)
    case .string(let text): type == "ts" || type == "date" ? moment(text) : "\(text)"
    case .bool(let truth): "\(truth ? "true" : "false")"
    default: value(nil)
    }
  }

  private static func text(_ json: JSON?) -> String {
    switch json {
    case .number(let number): numberText(number.double)
    case .string(let text): text
    case .bool(let truth): truth ? "true" : "false"
    default: "–"
    }
  }

  // MARK: Graphs

  private static func graphs(of tab: BenchmarkTab) -> HTML {
    guard !tab.graphs.isEmpty else { return .empty }
    let buttons = tab.graphs.enumerated().map { place, graphs -> HTML in
      """
      <button type="button" role="tab" id="graphs-\(place)-tab" aria-controls="graphs-\(place)" \
      aria-selected="\(place == 0 ? "true" : "false")">\(graphs.name)</button>
      """
    }
    let list: HTML =
      tab.graphs.count > 1 ? "<div class=\"tabs\" role=\"tablist\" aria-label=\"Graphs\">\(buttons)</div>" : ""
    let panels = tab.graphs.enumerated().map { place, graphs -> HTML in
      let role: HTML = tab.graphs.count > 1 ? " role=\"tabpanel\" aria-labelledby=\"graphs-\(place)-tab\"" : ""
      let hidden: HTML = place == 0 ? "" : " hidden"
      return """
        <div class="charts" id="graphs-\(place)"\(role)\(hidden)>\(graphs.plots.map { chart($0) })</div>
        """
    }
    return "<section class=\"graphs\" aria-label=\"Graphs of the selected row\">\(list)\(panels)</section>"
  }

  private static func chart(_ plot: BenchmarkPlot) -> HTML {
    let title = plot.x == "ts" ? plot.y : "\(plot.y) over \(plot.x)"
    return """
      <figure class="graph" data-plot="\(plot.plot)" data-link="row" data-label="\(title)">
      <figcaption>\(title)</figcaption>
      <div class="drawing"><p class="waiting">Select a row of the table.</p></div>
      </figure>
      """
  }

  // MARK: The console

  private static func console(_ report: BenchmarkReport, tab: String) -> HTML {
    let messages = report.messages.filter { $0.tab.isEmpty || $0.tab == tab }
    let others = report.messages.count - messages.count
    guard !report.messages.isEmpty else { return .empty }
    let errors = messages.count { $0.severity >= .error }
    let warnings = messages.count { $0.severity == .warning }
    let told = [errors > 0 ? counted(errors, "error") : nil, warnings > 0 ? counted(warnings, "warning") : nil]
      .compactMap(\.self)
    let title = told.isEmpty ? counted(messages.count, "message") : told.joined(separator: ", ")
    let elsewhere: HTML = others > 0 ? "<p class=\"muted\">\(counted(others, "message")) in other tabs.</p>" : ""
    let isOpen: HTML = errors > 0 && errors <= 5 ? " open" : ""
    let items = messages.prefix(Self.consoleRoom).map { line(of: $0) }
    let left = messages.count - items.count
    let more: HTML = left > 0 ? "<p class=\"muted\">\(counted(left, "more message")) not shown.</p>" : ""
    return """
      <details class="console"\(isOpen)><summary>Console: \(title)</summary><ol>\(items)</ol>\(more)\(elsewhere)</details>
      """
  }

  /// The messages that are shown at most.
  private static let consoleRoom = 200

  private static func line(of message: BenchmarkMessage) -> HTML {
    let tone: Tone = message.severity >= .error ? .bad : message.severity == .warning ? .warn : .plain
    var place = message.file
    if let line = message.line { place += ":\(line)" }
    let file: HTML = place.isEmpty ? "" : "<code>\(place)</code> "
    let time: HTML = message.time.isEmpty ? "" : " <small>\(moment(message.time))</small>"
    return "<li>\(badge(message.severity.rawValue, tone)) \(file)<span>\(message.message)</span>\(time)</li>"
  }
}

extension SitePath {
  /// The page of a tab of a benchmark: that of its first is the benchmark's own.
  public static func benchmark(_ report: BenchmarkReport, tab: Int) -> SitePath {
    .benchmark(report.name, tab: tab > 0 && report.tabs.indices.contains(tab) ? report.tabs[tab].name : nil)
  }

  /// Where the figures of a row are.
  public static func figures(benchmark: String, tab: String, row: String) -> SitePath {
    SitePath("figures", benchmark, tab, row)
  }
}
