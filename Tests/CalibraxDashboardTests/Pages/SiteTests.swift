import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct SiteTests {
  private func site(_ mode: Site.Mode, plotly: String? = nil) -> Site {
    Site(mode, store: "a <store>", moment: Timestamp(microseconds: 0), version: "1.2", plotly: plotly)
  }

  private func markup(_ page: Page, _ mode: Site.Mode = .report, plotly: String? = nil) -> Markup {
    Markup(site(mode, plotly: plotly).text(of: page))
  }

  private func page(_ parts: String..., topics: [String] = ["runs"], execution: String? = nil) -> Page {
    Page(
      SitePath(parts: parts), "A & <B>", in: .benchmarks, topics: topics, execution: execution,
      content: "<p id=\"own\">x</p>")
  }

  @Test func aPageIsSoundAndSaysWhatItIs() {
    for mode in [Site.Mode.report, .studio] {
      let text = site(mode, plotly: "assets/plotly.js").text(of: page("index"))
      #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\" data-mode=\"\(mode.rawValue)\""))
      #expect(Markup(text).isSound)
      #expect(Markup(text).all("title").first?.text == "A & <B> · calibrax")
      #expect(Markup(text)["content"]?.content.contains("<p id=\"own\">x</p>") == true)
      #expect(Markup(text).all("footer").first?.text.hasPrefix("a <store>") == true)
    }
  }

  @Test(arguments: [(["index"], ""), (["benchmarks", "B"], "../"), (["benchmarks", "a/b", "t"], "../../")])
  func everyLinkIsRelativeToItsDepth(_ parts: [String], _ root: String) {
    let markup = markup(Page(SitePath(parts: parts), "x", in: nil, content: ""), plotly: "assets/plotly.js")
    #expect(markup.all("html").first?.attributes["data-root"] == root)
    let targets = markup.elements.compactMap { $0.attributes["href"] ?? $0.attributes["src"] }.filter {
      $0 != "#content"
    }
    #expect(targets.count == 4 + 1 + Section.allCases.count)
    for target in targets {
      #expect(target.hasPrefix(root) && !target.dropFirst(root.count).contains("../"), "\(target)")
      #expect(!target.hasPrefix("/") && !target.contains(":"))
    }
  }

  @Test func navigationLeadsToEverySectionAndMarksItsOwn() {
    let links = markup(page("benchmarks", "B")).all("nav").first.map { Markup($0.content).all("a") } ?? []
    #expect(links.map(\.text) == ["Benchmarks", "Runs", "Executions", "Alerts", "Health"])
    #expect(links.map { $0.attributes["href"] } == Section.allCases.map { "../" + $0.path.file })
    #expect(links.filter { $0.attributes["aria-current"] == "page" }.map(\.text) == ["Benchmarks"])
    let missing = markup(.missing(at: SitePath("x"))).elements
    #expect(!missing.contains { $0.attributes["aria-current"] != nil })
  }

  @Test func aReportIsMadeAtAMomentAndFollowsNothing() {
    let report = markup(page("index", execution: "e"))
    #expect(report.all("footer").first?.text == "a <store>Made 1970-01-01 00:00 UTCcalibrax 1.2")
    #expect(report["content"]?.attributes["data-topics"] == nil && report["connection"] == nil)
  }

  @Test func theStudioFollowsWhatThePageIsOf() {
    let studio = markup(page("index", topics: ["runs", "alerts"], execution: "e\"1\u{202E}"), .studio)
    #expect(studio["content"]?.attributes["data-topics"] == "runs alerts")
    #expect(studio["content"]?.attributes["data-execution"] == "e\"1\u{202E}")
    #expect(studio["connection"] != nil)
    #expect(studio.all("footer").first?.text == "a <store>calibrax 1.2")
    #expect(markup(page("index", topics: []), .studio)["content"]?.attributes["data-topics"] == nil)
  }

  // MARK: What a page may load

  private func policy(_ plotly: String?) -> [String: String] {
    site(.report, plotly: plotly).contentSecurityPolicy.split(separator: ";").reduce(into: [:]) { rules, rule in
      let words = rule.split(separator: " ", maxSplits: 1)
      rules[String(words[0])] = String(words[1])
    }
  }

  @Test func aPageLoadsItsOwnAndNothingElse() {
    #expect(
      policy(nil) == [
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'",
        "connect-src": "'self'", "base-uri": "'none'", "form-action": "'self'",
      ])
    #expect(!site(.studio).contentSecurityPolicy.contains("unsafe"))
  }

  @Test func aReportCarriesItsPolicyAndTheStudioSendsIt() {
    let metas = markup(page("index")).all("meta")
    let policy = metas.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"]
    #expect(policy == site(.report).contentSecurityPolicy)
    #expect(!site(.studio).text(of: page("index")).contains("Content-Security-Policy"))
  }

  @Test func plotlyIsLoadedFromWhereItIs() {
    let address = "https://cdn.example.org:8443/plotly-3.1.0.min.js"
    #expect(policy(address)["script-src"] == "'self' https://cdn.example.org:8443")
    #expect(markup(page("a", "b"), plotly: address).all("script").first?.attributes["src"] == address)
    #expect(policy("assets/plotly.js")["script-src"] == "'self'")
    #expect(policy("assets/plotly.js")["style-src"] == "'self' 'unsafe-inline'")
    #expect(
      markup(page("a", "b"), plotly: "assets/plotly.js").all("script").first?.attributes["src"] == "../assets/plotly.js"
    )
  }

  @Test(arguments: [
    "https://x.org;script-src *", "https://x.org, *", "https://x.org *", "https://x.org\t*", "https://x.org\n*",
    "https://x.org/'unsafe-inline'; default-src *", "https://x.org?'unsafe-eval'", "https://x.org'unsafe-eval'",
    "https://x.org#\"><script>",
  ]) func anAddressAddsItsHostToThePolicyAndNoMore(_ address: String) {
    let policy = policy(address)
    #expect(policy.keys.sorted() == self.policy(nil).keys.sorted())
    let sources = policy["script-src"]?.split(separator: " ") ?? []
    #expect(sources.count == 2 && sources.first == "'self'" && sources.last?.hasPrefix("https://x.org") == true)
    #expect(!site(.studio, plotly: address).contentSecurityPolicy.contains(/["\n\t*]/))
    let markup = markup(page("index"), plotly: address)
    #expect(markup.isSound && markup.all("script").count == 2)
  }
}
