public import CalibraxModel

extension Page {
  /// The runs, newest first.
  ///
  /// - Parameters:
  ///   - left: How many older ones there are that are not listed.
  ///   - filter: Which are listed, where that can be chosen; `nil` in a report.
  public static func runs(
    _ runs: [RunHead], baselines: [BaselineHead], left: Int, filter: RunsFilter?, pages: LinkedPages
  ) -> Page {
    let path = Section.runs.path
    let table = table(runs, baselines, isLive: filter != nil, pages)
    let shown: HTML =
      if let problem = filter?.problem {
        nothing(problem)
      } else if runs.isEmpty, filter?.isEmpty ?? true {
        nothing(
          "No runs yet.", "<p>Store what a benchmark tool wrote:</p><pre><code>calibraxctl ingest FILE</code></pre>")
      } else if runs.isEmpty {
        nothing("No such runs.")
      } else {
        table.html
      }
    let more: HTML = left > 0 ? "<p class=\"muted\">\(counted(left, "older run")) not listed.</p>" : ""
    return Page(
      path, "Runs", in: .runs, topics: ["runs"],
      content: """
        \(heading("Runs", "\(links(from: path, pages))"))
        \(filter.map { $0.form })
        \(filter == nil || runs.count < 2 ? .empty : comparing)
        <div class="part" id="runs">\(shown)\(more)</div>
        """)
  }

  private static func links(from path: SitePath, _ pages: LinkedPages) -> HTML {
    let links = [("Compare", SitePath.compare), ("Rank", SitePath.rank)].filter { pages.contains($0.1) }
    return "<p>\(links.map { pages.link("\($0.0)", to: $0.1, from: path) }.joined(" · "))</p>"
  }

  /// What sends the choices of the table.
  private static let comparing: HTML = """
    <form class="fields" id="comparing" method="get" action="\(SitePath.compare.file)"><button class="act">Compare the chosen runs</button></form>
    """

  private static func table(
    _ runs: [RunHead], _ baselines: [BaselineHead], isLive: Bool, _ pages: LinkedPages
  ) -> Table {
    let path = Section.runs.path
    let names = Dictionary(grouping: baselines, by: \.runID)
    var table = Table(
      name: "Runs",
      columns: [
        .init(name: "Run", about: "The run's identifier, and the baselines that are copies of it"),
        .init(name: "Time", about: "When it ran"), .init(name: "Branch", about: "The branch it measured"),
        .init(name: "Commit", about: "The commit it measured"),
        .init(name: "Points", about: "How many points it has", isNumber: true),
      ])
    if isLive { table.columns.append(.init(name: "Compare", about: "Choose runs to compare with each other")) }
    table.rows = runs.map { run in
      let marks = (names[run.runID] ?? []).map { badge(shortened($0.name), .busy) }
      let link = pages.link("\(run.runID)", to: .run(run.runID), from: path)
      var cells: [HTML] = [
        marks.isEmpty ? link : "\(link) \(marks.joined(" "))", moment(run.timestamp), label(run.branch ?? ""),
        commit(run.commit), "<data value=\"\(run.points)\">\(run.points)</data>",
      ]
      if isLive {
        cells.append(
          """
          <input type="checkbox" form="comparing" name="run" value="\(run.runID)" aria-label="Compare \(run.runID)">
          """)
      }
      return Table.Row(cells: cells)
    }
    return table
  }
}

extension SitePath {
  /// The page of a run.
  public static func run(_ id: String) -> SitePath { SitePath(Section.runs.rawValue, id) }
}
