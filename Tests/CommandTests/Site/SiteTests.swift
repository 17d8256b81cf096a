import CalibraxTestSupport
import Foundation
import Testing

/// `calibraxctl report` writes a site that needs nothing but its files.
@Suite struct SiteTests {
  private let commands = BenchmarkCommands()

  init() throws {
    commands.write("ts,v,n\n2024-06-01,1,4\n2024-06-02,9,4\n2024-06-02,1,8\n", to: "1.csv")
    commands.configure(
      ["A/1", "B"].map {
        """
        \($0):
          host: ../results
          sources: {folders: [.]}
          metrics: {ts: {type: ts}, v: {type: float, validate: {name: range_validator, max: 5}}, n: {type: int}}
          table: [n]
          plots: [{y: v}, {x: n, y: v}]

        """
      }.joined())
    #expect(try commands.collect().code == 0)
    for arguments in [
      ["record", "loss", "0.5", "--data", commands.store],
      ["threshold", "set", "loss", "0.1", "--data", commands.store],
    ] {
      let run = try CommandRun("calibraxctl", arguments)
      #expect(run.code == 0, "\(run.complaints)")
    }
  }

  private var site: String { commands.directory.path("site") }

  @discardableResult private func report(_ options: String..., output: String? = nil) throws -> CommandRun {
    try CommandRun("calibraxctl", ["report", "--output", output ?? site, "--data", commands.store] + options)
  }

  /// All files below the site's folder.
  private func files() -> [String] {
    let names = FileManager.default.enumerator(atPath: site)?.allObjects as? [String] ?? []
    return names.filter { !commands.directory.bytes(of: "site/" + $0).isEmpty }.sorted()
  }

  private func text(_ file: String) throws -> String {
    try #require(commands.directory.read("site/" + file), "\(file)")
  }

  // MARK: What is written

  @Test func itWritesItsPagesAndWhatTheyLoad() throws {
    let run = try report()
    #expect(run.code == 0 && run.complaints == "", "\(run.complaints)")
    let pages = files().filter { $0.hasSuffix(".html") }
    #expect(run.output == "\(pages.count) pages written: \(site)/index.html\n")
    for file in [
      "index.html", "benchmarks/A~2F1.html", "benchmarks/B.html", "figures/B/~/4.js", "figures/B/~/8.js",
      "figures/A~2F1/~/4.js", "executions.html", "executions/default.html", "alerts.html", "health.html",
      "assets/calibrax.js", "assets/calibrax.css", "assets/icon.svg",
    ] { #expect(files().contains(file), "\(file)") }
  }

  @Test func everyLinkLeadsToAFile() throws {
    try report()
    let files = Set(files())
    var missing: Set<String> = []
    for page in files where page.hasSuffix(".html") {
      let folder = "/" + (page as NSString).deletingLastPathComponent
      let text = try text(page)
      for match in text.matches(of: /(?:href|src)="([^"#]+)"/) {
        #expect(!match.1.contains(":") && !match.1.hasPrefix("/"), "\(page): \(match.1)")
        let target = ((folder as NSString).appendingPathComponent(String(match.1)) as NSString).standardizingPath
          .dropFirst()
        if !files.contains(String(target)) { missing.insert(String(target)) }
      }
      for match in text.matches(of: /data-figures="([^"]+)"/) {
        #expect(files.contains(match.1 + ".js"), "\(page): \(match.1)")
      }
    }
    #expect(missing.subtracting(["runs.html"]) == [])
  }

  @Test func figuresAreScriptsThatSayWhatTheyAre() throws {
    try report()
    let figures = try text("figures/B/~/4.js")
    #expect(figures.hasPrefix("calibrax.take(\"figures/B/~/4\", [{\"data\":") && figures.hasSuffix("]);\n"))
    #expect(figures.matches(of: /"layout":/).count == 2)
  }

  @Test func aPageSaysWhenItWasMadeAndOfWhat() throws {
    try report()
    let page = try text("index.html")
    #expect(page.contains("data-mode=\"report\"") && page.contains("<span>Made <time"))
    #expect(page.contains("<span>\(commands.store)</span>"))
    #expect(!page.contains("data-topics") && page.contains("http-equiv=\"Content-Security-Policy\""))
  }

  @Test func anEmptyStoreHasPagesToo() throws {
    let empty = TemporaryDirectory()
    let run = try CommandRun("calibraxctl", ["report", "--output", site, "--data", empty.path])
    #expect(run.code == 0, "\(run.complaints)")
    #expect(try text("index.html").contains("No benchmarks yet."))
    #expect(try text("alerts.html").contains("No alerts."))
  }

  @Test func withAServerItIsAsWithout() throws {
    try report()
    let alone = try text("benchmarks/B.html")
    let server = try ServerProcess(["--data", commands.store])
    #expect(try report().code == 0)
    let served = try text("benchmarks/B.html")
    withExtendedLifetime(server) {}
    let made = /Made <time.*?<\/time>/
    #expect(served.replacing(made, with: "") == alone.replacing(made, with: ""))
  }

  @Test func aLongNameHasAPage() throws {
    let name = String(repeating: "長", count: 26)
    commands.configure(
      """
      "\(name)":
        host: ../results
        sources: {folders: [.]}
        metrics: {ts: {type: ts}, v: {type: float}, n: {type: int}}
        table: [n]
        plots: [{y: v}]
      """, as: "long.yaml")
    #expect(try commands.collect().code == 0)
    #expect(try report().code == 0)
    #expect(files().contains { $0.hasPrefix("benchmarks/~E9~95~B7") && $0.contains("~~") && $0.hasSuffix(".html") })
  }

  // MARK: What is there already

  @Test func pagesOfAnEarlierReportAreTakenAway() throws {
    try report()
    #expect(
      try CommandRun("calibraxctl", ["call", "deleteBenchmark", "{\"name\":\"B\"}", "--data", commands.store]).code == 0
    )
    commands.directory.write("stale", to: "site/runs/old.html")
    commands.directory.write("stale", to: "site/figures/deep/er/old.js")
    #expect(try report().code == 0)
    let files = files()
    #expect(!files.contains { $0.hasPrefix("benchmarks/B") || $0.hasPrefix("figures/B") || $0.contains("old") })
    #expect(files.contains("benchmarks/A~2F1.html"))
    #expect(!FileManager.default.fileExists(atPath: site + "/figures/deep"))
  }

  @Test func otherFilesStay() throws {
    let others = ["CNAME", "about.html", "notes/index.html", "benchmarks/README.md", "benchmarks/B/data.json"]
    for file in others { commands.directory.write("mine", to: "site/" + file) }
    try report()
    #expect(try report().code == 0)
    for file in others { #expect(try text(file) == "mine") }
  }

  @Test func linksToOtherFoldersAreNotFollowed() throws {
    commands.directory.write("mine", to: "elsewhere/page.html")
    try report()
    try FileManager.default.createSymbolicLink(
      atPath: site + "/benchmarks/link", withDestinationPath: commands.directory.path("elsewhere"))
    #expect(try report().code == 0)
    #expect(commands.directory.read("elsewhere/page.html") == "mine")
  }

  @Test func theStoreStaysAsItIs() throws {
    func state() -> [String: Data?] {
      let names = FileManager.default.enumerator(atPath: commands.store)?.allObjects as? [String] ?? []
      return Dictionary(
        uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: commands.store + "/" + $0)) })
    }
    let before = state()
    #expect(try report().code == 0)
    #expect(state() == before)
  }

  @Test func foldersAreMadeOnTheWay() throws {
    #expect(try report(output: commands.directory.path("public/site/../pages/")).code == 0)
    #expect(commands.directory.read("public/pages/index.html") != nil)
  }

  // MARK: Plotly

  @Test func plotlyIsCopiedToThePages() throws {
    commands.directory.write("/* plotly */", to: "plotly.min.js")
    #expect(try report("--plotly", commands.directory.path("plotly.min.js")).code == 0)
    #expect(try text("assets/plotly.js") == "/* plotly */")
    #expect(try text("index.html").contains("<script defer src=\"assets/plotly.js\"></script>"))
    #expect(try text("benchmarks/B.html").contains("<script defer src=\"../assets/plotly.js\"></script>"))
  }

  @Test func plotlyIsLoadedFromItsAddress() throws {
    let address = "https://cdn.plot.ly/plotly-3.1.0.min.js"
    #expect(try report("--plotly", address).code == 0)
    let page = try text("benchmarks/B.html")
    #expect(page.contains("<script defer src=\"\(address)\"></script>"))
    #expect(page.contains("script-src &#39;self&#39; https://cdn.plot.ly;"))
    #expect(!files().contains("assets/plotly.js"))
  }

  // MARK: Mistakes

  @Test func aPlotlyThatIsNotThereIsToldBeforeAnythingIsWritten() throws {
    let run = try report("--plotly", "/nowhere/plotly.js")
    #expect(run.code == 5 && run.output == "")
    #expect(run.complaints.contains("cannot read /nowhere/plotly.js: No such file or directory"))
    #expect(files() == [])
  }

  @Test(arguments: [[], ["--output", ""]]) func whereToIsNeeded(_ arguments: [String]) throws {
    let run = try CommandRun("calibraxctl", ["report", "--data", commands.store] + arguments)
    #expect(run.code == 2 && run.output == "" && run.complaints.contains("--output"))
  }

  @Test func aFolderThatCannotBeWrittenIsToldWithItsReason() throws {
    commands.directory.write("a file", to: "taken")
    let path = commands.directory.path("taken")
    for (output, reason) in [
      (path, "Not a directory"), (path + "/site", "Not a directory"), ("/proc/site", "No such file"),
    ] {
      let run = try report(output: output)
      #expect(run.code == 3 && run.output == "")
      #expect(run.complaints.contains("cannot write \(output)") && run.complaints.contains(reason), "\(run.complaints)")
      #expect(run.complaints.contains("Name a folder that can be written with --output DIR."))
    }
    #expect(commands.directory.read("taken") == "a file")
  }

  @Test func aStoreThatIsNotThereIsTold() throws {
    let run = try CommandRun("calibraxctl", ["report", "--output", site, "--data", "/nowhere/data"])
    #expect(run.code == 3 && run.complaints.contains("cannot open /nowhere/data"))
    #expect(files() == [])
  }
}
