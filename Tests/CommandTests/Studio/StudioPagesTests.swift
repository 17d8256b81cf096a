import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// The Studio's pages over HTTP, as a browser asks for them.
@Suite struct StudioPagesTests {
  private let server: TestServer
  private let studio: RunningStudio

  init() throws {
    server = try TestServer()
    try StudioStore.fill(server)
    studio = try RunningStudio("--data", server.directory.path)
  }

  @Test(arguments: [
    ("/", "No benchmarks yet.", false), ("/index.html", "10</td>", true),
    ("/benchmarks/B~2F1.html", "data-row=\"x y\"", true),
    ("/executions.html", "executions/e1.html", true),
    ("/executions/e1.html", "data-series=\"[&quot;loss&quot;]\"", true),
    ("/alerts.html", "too &lt;slow&gt;", true), ("/health.html", "No executions have ended yet.", true),
  ]) func everyPageIsThere(_ target: String, _ text: String, _ isOn: Bool) throws {
    let answer = try studio.ask(target)
    #expect(answer.status == 200 && answer.headers["content-type"] == "text/html; charset=utf-8")
    #expect(answer.body.contains(text) == isOn)
    #expect(answer.body.contains("data-mode=\"studio\"") && answer.body.hasSuffix("</html>\n"))
  }

  @Test(arguments: [
    "/", "/alerts.html", "/nothing.html", "/assets/calibrax.js", "/figures/B~2F1/~/x~20y.json", "/metrics",
  ])
  func everyAnswerSaysWhatItMayDo(_ target: String) throws {
    let answer = try studio.ask(target)
    let policy = try #require(answer.headers["content-security-policy"])
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; ") && policy.hasSuffix("frame-ancestors 'none'"))
    #expect(answer.headers["x-content-type-options"] == "nosniff")
    #expect(answer.headers["referrer-policy"] == "no-referrer")
    #expect(answer.headers["cross-origin-opener-policy"] == "same-origin")
    #expect(answer.headers["cross-origin-resource-policy"] == "same-origin")
    #expect(answer.headers["cache-control"] == (target.contains("assets") ? "no-cache" : "no-store"))
    #expect(!answer.body.contains(studio.token))
  }

  @Test(arguments: [
    "/nothing.html", "/benchmarks/none.html", "/benchmarks/B~2F1/none.html", "/executions/none.html", "/favicon.ico",
    "/a/b/c/d.html", "/benchmarks/~2.html", "/index.html/x", "/benchmarks/B%2F1.html",
  ]) func whatIsNotThereHasAPageThatLeadsBack(_ target: String) throws {
    let answer = try studio.ask(target)
    #expect(answer.status == 404 && answer.headers["content-type"] == "text/html; charset=utf-8")
    let root = String(repeating: "../", count: target.replacing("%2F", with: "/").count { $0 == "/" } - 1)
    #expect(
      answer.body.contains("There is no such page") && answer.body.contains("href=\"\(root)index.html\">All benchmarks")
    )
  }

  @Test(arguments: [
    "/../etc/passwd", "/benchmarks/../index.html", "/%2e%2e/x", "/benchmarks/..%2Findex.html", "/%zz", "/%ff",
  ])
  func whatIsNoPathIsRefused(_ target: String) throws {
    #expect(try studio.ask(target).status == 400)
  }

  @Test func itIsCalledByItsNameAndNoOther() throws {
    #expect(try studio.ask("/", headers: ["Host": "evil.example"]).status == 421)
    #expect(
      try studio.ask("/", headers: ["Host": "localhost:\(studio.address.split(separator: ":")[1])"]).status == 200)
    #expect(try studio.ask("/metrics", headers: ["Host": "evil.example:80"]).status == 421)
  }

  @Test func pagesOfOthersAreRefused() throws {
    #expect(try studio.ask("/", headers: ["Origin": "http://evil.example"]).status == 403)
    #expect(try studio.ask("/", headers: ["Origin": "null"]).status == 403)
    #expect(try studio.ask("/", headers: ["Origin": "http://\(studio.address)"]).status == 200)
    #expect(try studio.ask("/events", headers: ["Origin": "http://evil.example"]).status == 403)
  }

  @Test func pagesAreReadAndNothingElse() throws {
    let head = try studio.ask("/alerts.html", method: "HEAD")
    #expect(head.status == 200 && head.body == "" && head.headers["content-length"].flatMap { Int($0) } ?? 0 > 500)
    #expect(try studio.ask("/alerts.html", method: "POST").status == 405)
    let deleted = try studio.ask("/alerts.html", method: "DELETE").status
    #expect([400, 405, 501].contains(deleted))
  }

  @Test func whatAPageLoadsIsKnownByItsTag() throws {
    let script = try studio.ask("/assets/calibrax.js")
    #expect(script.status == 200 && script.headers["content-type"] == "text/javascript; charset=utf-8")
    let tag = try #require(script.headers["etag"])
    let again = try studio.ask("/assets/calibrax.js", headers: ["If-None-Match": tag])
    #expect(again.status == 304 && again.body == "")
    #expect(try studio.ask("/assets/calibrax.js", headers: ["If-None-Match": "\"x\""]).status == 200)
    #expect(try studio.ask("/assets/none.js").status == 404)
  }

  // MARK: Figures

  private func figure(_ query: String) throws -> JSON {
    let answer = try studio.ask("/figures/B~2F1/~/x~20y.json" + query)
    #expect(answer.status == 200 && answer.headers["content-type"] == "application/json", "\(answer.body)")
    return try JSON(parsing: Array(answer.body.utf8))
  }

  private func y(_ figures: JSON) -> [Double]? { figures[0]?["data"]?[0]?["y"]?.elements?.compactMap(\.double) }

  @Test func figuresOfARowAreThoseOfItsPlots() throws {
    let figures = try figure("")
    #expect(figures.elements?.count == 1)
    #expect(y(figures) == [1, 2, 9, 2, 1, 2, -9, 2, 1, 2])
    #expect(figures[0]?["layout"]?["meta"] == nil)
  }

  @Test func aFigureHasAWindow() throws {
    #expect(y(try figure("?max_points=4")) == [1, 9, -9, 2])
    #expect(try figure("?max_points=4")[0]?["layout"]?["meta"]?["reduced"] == true)
    #expect(y(try figure("?plot=0&from=2026-03-01+00:00:01&to=2026-03-01%2000:00:02")) == [1, 2, 9, 2])
    #expect(y(try figure("?from=1772323208000")) == [2, 1, 2])
    #expect(y(try figure("?from=1772323208000&to=1772323201000")) == [])
  }

  @Test(arguments: [
    "?max_points=1", "?max_points=-5", "?max_points=99999999999", "?max_points=x", "?from=&to=", "?from=soon",
    "?plot=x", "?x=y&x=z",
  ])
  func aWindowThatIsNoneIsNoFault(_ query: String) throws {
    #expect(y(try figure(query))?.isEmpty == false)
  }

  @Test(arguments: [
    "/figures/B~2F1/~/none.json", "/figures/none/~/x~20y.json", "/figures/B~2F1/none/x~20y.json", "/figures.json",
    "/figures/B~2F1/~/x~20y.json?plot=7", "/figures/B~2F1/~/x~20y.json?plot=-1", "/x.json", "/.json",
    "/figures/~/~/~.json",
  ]) func whatIsNoFigureIsSaidSo(_ target: String) throws {
    let answer = try studio.ask(target)
    #expect(answer.status == 404 && answer.headers["content-type"] == "application/json")
    let message = try JSON(parsing: Array(answer.body.utf8))["message"]?.string
    #expect(message == "There is no such figure any more; load the page again.")
  }

  @Test func longNamesHavePagesAndFigures() throws {
    let (name, row) = (String(repeating: "長", count: 26), String(repeating: "a long value ", count: 40))
    let metrics: JSON = ["v": ["value": 7], "ts": ["value": 1_772_323_200]]
    try StudioStore.require(
      server.call(
        "ingest",
        [
          "run": [
            "id": "long", "timestamp": "2026-03-01T00:00:00",
            "points": [["name": .string(name), "tags": ["n": .string(row)], "metrics": metrics]],
          ]
        ]))
    try StudioStore.require(
      server.call(
        "setBenchmark",
        [
          "name": .string(name),
          "configuration": [
            "sources": ["folders": ["r"]], "table": ["n"], "plots": [["y": "v"]],
            "metrics": ["ts": ["type": "ts"], "n": [:], "v": ["type": "float"]],
          ],
        ]))
    let overview = try studio.ask("/").body
    let page = try #require(overview.matches(of: /href="(benchmarks\/~E9[^"]+)"/).first?.1)
    let shown = try studio.ask("/" + page)
    #expect(shown.status == 200)
    let figures = try #require(shown.body.firstMatch(of: /data-figures="([^"]+)"/)?.1)
    for query in ["", "?plot=0"] {
      let answer = try studio.ask("/" + figures + ".json" + query)
      let drawn = y(try JSON(parsing: Array(answer.body.utf8)))
      #expect(answer.status == 200 && drawn == [7])
    }
  }

  // MARK: Many, and none

  @Test func manyBrowsersAreAnsweredAtOnce() async throws {
    let (studio, targets) = (
      studio, ["/", "/alerts.html", "/executions/e1.html", "/figures/B~2F1/~/x~20y.json", "/metrics"]
    )
    let address = studio.address
    let statuses = await withTaskGroup(of: Bool.self) { group in
      for place in 0..<60 {
        group.addTask {
          guard let browser = try? Browser(address) else { return false }
          browser.send(
            "GET \(targets[place % targets.count]) HTTP/1.1\r\nHost: \(address)\r\nConnection: close\r\n\r\n")
          return (try? browser.rest().hasPrefix("HTTP/1.1 200 ")) ?? false
        }
      }
      return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(statuses == [true: 60])
  }

  @Test func whileTheServerIsAwayAPageSaysSo() throws {
    server.stop()
    for target in ["/", "/benchmarks/B~2F1.html", "/x.html"] {
      let answer = try studio.ask(target)
      #expect(
        answer.status == 503 && answer.body.contains("no server serves")
          && answer.body.contains("The page comes by itself"))
      #expect(answer.body.contains("data-topics=\"runs\""), "it follows the server's coming back")
    }
    let figure = try studio.ask("/figures/B~2F1/~/x~20y.json")
    #expect(figure.status == 503 && figure.headers["content-type"] == "application/json")
    #expect(try studio.ask("/assets/calibrax.js").status == 200)
    let again = try TestServer(server.directory)
    #expect(try studio.ask("/").status == 200)
    withExtendedLifetime(again) {}
  }
}
