public import CalibraxModel

extension Page {
  /// All benchmarks with when they ran and how they fared.
  public static func overview(_ benchmarks: [BenchmarkHead]) -> Page {
    let path = Section.benchmarks.path
    guard !benchmarks.isEmpty else {
      return Page(
        path, "Benchmarks", in: .benchmarks, topics: ["runs"],
        content: """
          \(heading("Benchmarks"))
          <div class="part" id="overview">\(
            nothing("No benchmarks yet.", "<p>Collect those that a configuration names:</p><pre><code>calibraxctl benchmarks collect --config FILE</code></pre>")
          )</div>
          """)
    }
    var table = Table(
      name: "Benchmarks",
      columns: [
        .init(name: "Name", about: "Benchmark name"),
        .init(name: "First run", about: "Minimum timestamp on the benchmark", group: "Timings"),
        .init(name: "Last run", about: "Maximum timestamp on the benchmark", group: "Timings"),
        .init(name: "Total", about: "Total number of runs", group: "Points", isNumber: true),
        .init(name: "Valid", about: "Number of valid runs", group: "Points", isNumber: true),
        .init(name: "Status", about: "Status of the last runs, oldest (left) to newest (right)"),
        .init(name: "Console", about: "What is wrong with it"),
      ])
    table.rows = benchmarks.map { head in
      Table.Row(cells: [
        "<a href=\"\(path.link(to: .benchmark(head.name)))\">\(head.title)</a>", moment(head.runs.firstRun),
        moment(head.runs.lastRun), "\(head.runs.total)", "\(head.runs.valid)", statuses(head.runs.status),
        console(head),
      ])
    }
    let count = counted(benchmarks.count, "benchmark")
    return Page(
      path, "Benchmarks", in: .benchmarks, topics: ["runs"],
      content: """
        \(heading("Benchmarks", "<p class=\"muted\">\(count)</p>"))
        <div class="part" id="overview">\(table.html)</div>
        """)
  }

  private static func console(_ head: BenchmarkHead) -> HTML {
    var parts: [HTML] = []
    if head.failedTabs > 0 { parts.append(badge(counted(head.failedTabs, "tab") + " failed", .bad)) }
    if head.errors > 0 { parts.append(badge(counted(head.errors, "error"), .bad)) }
    if head.warnings > 0 { parts.append(badge(counted(head.warnings, "warning"), .warn)) }
    return parts.joined(" ")
  }
}

extension SitePath {
  /// The page of a benchmark, or of a tab of it that is not its first.
  static func benchmark(_ name: String, tab: String? = nil) -> SitePath {
    SitePath(parts: ["benchmarks", name] + (tab.map { [$0] } ?? []))
  }
}
