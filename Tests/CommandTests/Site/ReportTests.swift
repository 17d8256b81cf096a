import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// The pages of runs in a static site.
@Suite struct ReportTests {
  private let directory = TemporaryDirectory()
  private let names = [
    "CV-1/small", "<script>", "\"quoted\"", "line\nfeed", "\u{202E}rtl", "..", "../up", "a.html", "a", "", "e\u{301}",
    "é",
    String(repeating: "long ", count: 2_000),
  ]

  @Test func noLinkIsDead() throws {
    for number in 1...6 { try ingest(run(number), setBaseline: number == 3) }
    let pages = try report()
    #expect(pages.count > 6 + 2 * names.count)
    for page in pages { try expectLinksToLead(from: page) }
    let runs = try #require(directory.read("site/runs.html"))
    #expect(
      try MarkupReader.read(runs).with(id: "runs")?.rows.map { $0[0] }
        == ["r6", "r5", "r4", "r3 main", "r2", "r1"])
  }

  @Test func valuesLeadToTrends() throws {
    for number in 1...2 { try ingest(run(number)) }
    _ = try report()
    let page = try MarkupReader.read(try #require(directory.read("site/runs/r2.html")))
    let links = page.with(id: "points")?.all("a").compactMap { $0.attributes["href"] } ?? []
    #expect(Set(links).count == 2 * names.count + 2)
    let trend = try MarkupReader.read(
      try #require(directory.read("site/trends/latency/CV-1~2Fsmall/framework=a~3Db.html")))
    #expect(trend.rows.map { $0[0] } == ["r2", "r1"])
  }

  @Test func anEmptyStoreHasPagesToo() throws {
    directory.write("{}", to: "store/config.json")
    let pages = try report()
    for name in ["index", "runs", "compare", "rank"] { #expect(pages.contains("\(name).html")) }
    for page in pages { try expectLinksToLead(from: page) }
  }

  @Test func theNewestRunIsComparedWithTheBaseline() throws {
    for number in 1...2 { try ingest(run(number), setBaseline: number == 1) }
    _ = try report()
    let page = try MarkupReader.read(try #require(directory.read("site/compare.html")))
    #expect(page.all("table")[0].rows.map { $0[0] } == ["baseline main", "r2"])
  }

  @Test func aRunThatIsGoneHasNoPageAnyMore() throws {
    for number in 1...2 { try ingest(run(number)) }
    #expect(try report().contains("runs/r1.html"))
    directory.remove("store/runs/r1.json")
    #expect(try !report().contains("runs/r1.html"))
  }

  // MARK: Making sites

  private func run(_ number: Int) -> JSON {
    let points = names.map { name -> JSON in
      [
        "name": .string(name), "scenario": .string(name), "tags": ["framework": "a=b"],
        "metrics": ["latency": ["value": .number(JSONNumber(number))], "<b>": ["value": 1, "lower": 0, "upper": 2]],
      ]
    }
    var run: OrderedMap<JSON> = [
      "id": .string("r\(number)"), "timestamp": .string("2026-03-0\(number)T12:00:00"),
      "points": .array(
        points + [
          ["name": "a", "metrics": ["untagged": ["value": 1]]],
          ["name": "a.html", "tags": ["k": "v"], "metrics": ["untagged": ["value": 1]]],
        ]),
      "metric_defs": ["latency": ["direction": "lower", "unit": "</script>"]],
    ]
    // What only this run has leads nowhere: a report has no trends of it.
    if number == 1 { run["points"] = .array(points + [["name": "gone", "metrics": ["latency": ["value": 1]]]]) }
    if number > 1 { (run["branch"], run["commit"]) = ("<i>", "\"><script>") }
    return .object(run)
  }

  private func ingest(_ run: JSON, setBaseline: Bool = false) throws {
    directory.write(run, to: "run.json")
    let arguments = [
      "ingest", "--input", directory.path("run.json"), "--data", directory.path("store"), "--no-environment",
    ]
    let done = try CommandRun("calibraxctl", arguments + (setBaseline ? ["--set-baseline", "main"] : []))
    try #require(done.code == 0, "\(done.complaints)")
  }

  /// Writes the site, and names its pages.
  private func report() throws -> [String] {
    let done = try CommandRun(
      "calibraxctl", ["report", "--data", directory.path("store"), "--output", directory.path("site")])
    try #require(done.code == 0, "\(done.complaints)")
    let files = FileManager.default.enumerator(atPath: directory.path("site"))?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".html") }
  }

  private func expectLinksToLead(from page: String) throws {
    let markup = try MarkupReader.read(try #require(directory.read("site/" + page)))
    let targets =
      markup.all("a").compactMap { $0.attributes["href"] } + markup.all("link").compactMap { $0.attributes["href"] }
      + markup.all("script").compactMap { $0.attributes["src"] }
    for target in targets where !target.hasPrefix("#") {
      let path = Self.file(target, from: page)
      #expect(FileManager.default.fileExists(atPath: directory.path("site/" + path)), "\(page) leads to \(target)")
    }
  }

  /// The file below the site that an address leads to from a page.
  private static func file(_ target: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map { String($0) }
    for part in target.split(separator: "/") {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
