import CalibraxHTTP

/// What Prometheus scrapes.
struct StudioMetrics {
  static let path = "metrics"

  private let source: SiteSource

  init(_ source: SiteSource) {
    self.source = source
  }

  func response(to request: HTTPRequest) throws(Failure) -> HTTPResponse {
    HTTPResponse(404, text: "\n")
  }
}
