public import CalibraxJSON
public import CalibraxModel

/// A run, and what is said of it.
public struct RunReport: Sendable {
  /// The run.
  public var run: Run
  /// How to interpret its metrics.
  public var definitions: OrderedMap<MetricDef>
  /// How it compares with the baseline `main`; `nil` where there is none.
  public var check: CheckReport?
  /// Why it was not judged; `nil` where nothing is wrong.
  public var problem: String?
  /// The baselines that are copies of it.
  public var baselines: [String]

  /// A run, and what is said of it.
  public init(_ run: Run, _ definitions: OrderedMap<MetricDef>, check: CheckReport?, baselines: [String] = []) {
    (self.run, self.definitions, self.check, self.baselines) = (run, definitions, check, baselines)
  }

  /// Where it is.
  var path: SitePath { .run(run.id) }
}

extension Page {
  /// A run: what it measured, and how that compares with the baseline.
  ///
  /// - Parameter isLive: Whether pages take what stands behind the question mark of an address.
  public static func run(_ report: RunReport, pages: LinkedPages, isLive: Bool) -> Page {
    let run = report.run
    let marks = report.baselines.map { badge("baseline " + shortened($0), .busy) }.joined(" ")
    return Page(
      report.path, "Run \(run.id)", in: .runs, topics: ["runs"],
      content: """
        \(heading("Run \(run.id)", marks))
        \(CalibraxDashboard.facts([
          ("Time", moment(run.timestamp)), ("Branch", label(run.branch ?? "")), ("Commit", commit(run.commit)),
          ("Points", "\(run.points.count)"),
        ]))
        \(details("Environment", run.environment))\(details("Metadata", run.metadata))
        \(links(report, pages, isLive: isLive))
        <div class="part" id="verdict">\(verdict(report, pages))</div>
        <div class="part" id="points">\(RunTables(report, pages).html)</div>
        """)
  }

  private static func links(_ report: RunReport, _ pages: LinkedPages, isLive: Bool) -> HTML {
    guard isLive else { return .empty }
    let (id, path) = (report.run.id, report.path)
    var links: [HTML] = ["<a href=\"\(path.link(to: .rank, [("run", id)]))\">Rank</a>"]
    if let baseline = report.check?.baselineID, !baseline.isEmpty, baseline != id {
      let target = path.link(to: .compare, [("run", baseline), ("run", id)])
      links.append("<a href=\"\(target)\">Compare with baseline \(BaselineName.main)</a>")
    }
    return "<p>\(links.joined(" · "))</p>"
  }

  /// The members that are shown at most, and the characters of each.
  private static let room = (members: 200, characters: 2_000)

  private static func details(_ title: String, _ members: OrderedMap<JSON>) -> HTML {
    guard !members.isEmpty else { return .empty }
    let shown = members.members.prefix(room.members).map { member -> (name: String, value: HTML) in
      let text = member.value.string ?? String(decoding: JSONWriter.bytes(of: member.value), as: UTF8.self)
      return (shortened(member.key), "<bdi>\(shortened(text, room.characters))</bdi>")
    }
    let left = members.count - shown.count
    let more: HTML = left > 0 ? "<p class=\"muted\">\(counted(left, "more member")) not shown.</p>" : ""
    return "<details class=\"about\"><summary>\(title)</summary>\(CalibraxDashboard.facts(shown))\(more)</details>"
  }
}
