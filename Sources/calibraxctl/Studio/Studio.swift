import CalibraxClient
import CalibraxDashboard
import CalibraxHTTP
import CalibraxJSON
import CalibraxModel

/// Answers what browsers ask: the pages as they are now, by asking the server for each.
struct Studio: Sendable {
  /// What the site is but for the moment.
  let site: Site
  /// What may act: whoever was given the address that the Studio printed.
  let token: String
  let plotly: [UInt8]?
  let connect: @Sendable () throws(Failure) -> BlockingClient

  private static let assets = Dictionary(uniqueKeysWithValues: Assets.files.map { ($0.path, $0) })

  func reply(to request: HTTPRequest) -> HTTPReply {
    let path = request.segments.joined(separator: "/")
    if path == StudioEvents.path, request.method == "GET" {
      return StudioEvents(request, connect: connect).reply(headers)
    }
    var response = response(to: request, path)
    for field in headers.fields where response.headers[field.name] == nil {
      response.headers.append(field.name, field.value)
    }
    return .response(response)
  }

  private func response(to request: HTTPRequest, _ path: String) -> HTTPResponse {
    if let action = StudioAction(path: path) {
      return action.response(to: request, token: token, connect: connect)
    }
    guard request.isReading else {
      return HTTPResponse(405, text: "Only alerts are acknowledged here; pages are read.\n")
    }
    if let asset = Self.assets[path] { return file(asset.bytes, asset.type) }
    if path == PlotlyScript.path, let plotly { return file(plotly, "text/javascript; charset=utf-8") }
    let connected = { () throws(Failure) in SiteSource(client: try connect(), site: current) }
    if path == StudioMetrics.path { return StudioMetrics.response(to: request, connected) }
    do throws(Failure) {
      let source = try connected()
      return try content(path, request, source)
    } catch {
      return path.hasSuffix(".json")
        ? problem(503, error) : page(503, .failure(error.message, hint: error.hint, at: place(path)))
    }
  }

  private func content(_ path: String, _ request: HTTPRequest, _ source: SiteSource) throws(Failure) -> HTTPResponse {
    let query = SiteQuery(request.query.map { ($0.name, $0.value) })
    if path.hasSuffix(".json") {
      for part in siteParts {
        guard let place = SitePath(name: path.dropLast(5)), let data = try part.data(at: place, query, from: source)
        else { continue }
        return HTTPResponse(type: "application/json", body: JSONWriter.bytes(of: data))
      }
      return problem(404, Failure(code: .refused, message: "There is no such figure any more; load the page again."))
    }
    if let place = path.isEmpty ? Section.benchmarks.path : SitePath(file: path) {
      for part in siteParts {
        if let page = try part.page(at: place, query, from: source) { return self.page(200, page) }
      }
    }
    return page(404, .missing(at: place(path)))
  }

  /// Where a page says it is that stands for another: its links are as good as any.
  private func place(_ path: String) -> SitePath {
    SitePath(
      parts: Array(repeating: "", count: max(1, path.split(separator: "/", omittingEmptySubsequences: false).count)))
  }

  private var current: Site {
    var site = site
    site.moment = Timestamp(microseconds: Int64(unixSeconds() * 1e6))
    return site
  }

  private func page(_ status: Int, _ page: Page) -> HTTPResponse {
    HTTPResponse(status, type: "text/html; charset=utf-8", body: Array(current.text(of: page).utf8))
  }

  private func file(_ bytes: [UInt8], _ type: String) -> HTTPResponse {
    var response = HTTPResponse(type: type, body: bytes, etag: String(fnv1a(bytes), radix: 16))
    response.headers["Cache-Control"] = "no-cache"
    return response
  }

  private func problem(_ status: Int, _ failure: Failure) -> HTTPResponse {
    StudioAction.answer(status, failure.message + (failure.hint.map { " " + $0 } ?? ""))
  }

  private var headers: HTTPHeaders {
    [
      "Content-Security-Policy": site.contentSecurityPolicy + "; frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
      "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    ]
  }
}
