public import CalibraxModel

extension Page {
  /// The executions, the latest first.
  ///
  /// - Parameters:
  ///   - hasOthers: Whether anything was recorded without an execution.
  ///   - isCut: Whether there are more.
  public static func executions(
    _ executions: [Execution], hasOthers: Bool, isCut: Bool, now: Timestamp
  ) -> Page {
    let path = Section.executions.path
    var table = Table(
      name: "Executions",
      columns: [
        .init(name: "Execution"), .init(name: "Pipeline"), .init(name: "State"), .init(name: "Started"),
        .init(name: "Time", isNumber: true), .init(name: "Tags"),
      ])
    table.rows = executions.map { execution in
      Table.Row(cells: [
        "<a href=\"\(path.link(to: .execution(execution.executionID)))\">\(execution.executionID)</a>",
        "\(execution.pipelineName)", stateBadge(execution.state), moment(execution.startedAt),
        duration(of: execution, now), "\(tagText(execution.tags))",
      ])
    }
    let others: HTML =
      hasOthers
      ? "<p><a href=\"\(path.link(to: .execution(Execution.alwaysOpen)))\">Recorded without an execution</a></p>" : ""
    let more: HTML = isCut ? "<p class=\"muted\">The latest \(executions.count); there are more.</p>" : ""
    let list: HTML =
      executions.isEmpty
      ? nothing(
        "No executions yet.",
        "<p>Begin one, and record what it does:</p><pre><code>calibraxctl execution start PIPELINE</code></pre>")
      : table.html
    return Page(
      path, "Executions", in: .executions, topics: ["executions"],
      content: """
        \(heading("Executions"))
        <div class="part" id="executions">\(others)\(list)\(more)</div>
        """)
  }
}
