/// Lets through what the pages of this server and programs of this machine ask, and nothing that a page of another
/// origin has a browser ask: browsers may reach a loopback address for any page.
public struct HTTPGuard: Sendable {
  /// How clients may call this server, as `localhost:8173`.
  private let authorities: Set<String>

  /// A guard.
  ///
  /// - Parameters:
  ///   - host: What is listened on; the names of the loopback interface are known besides.
  ///   - others: Further `HOST:PORT` by which clients reach the server, as through a forwarded port.
  public init(host: String, port: UInt16, others: [String] = []) {
    let names = ["localhost", "127.0.0.1", "[::1]", host.contains(":") ? "[\(host)]" : host]
    authorities = Set(names.map { Self.canonical("\($0):\(port)") } + others.map(Self.canonical))
  }

  /// Why a request is not served; `nil` when it is.
  public func refusal(of request: HTTPRequest) -> HTTPRefusal? {
    // A page whose name was made to mean this machine (DNS rebinding) says its own name.
    guard authorities.contains(Self.canonical(request.authority)) else {
      return HTTPRefusal(
        421,
        "This server is not called \"\(request.authority.prefix(200))\"; use one of \(authorities.sorted().joined(separator: ", "))."
      )
    }
    for origin in request.headers.all("Origin") where !isOwn(origin, request) {
      return HTTPRefusal(403, "Pages of \(origin.prefix(200)) may not use this server; open its own pages.")
    }
    if let site = request.headers["Sec-Fetch-Site"], site != "same-origin", site != "none", !isNavigation(request) {
      return HTTPRefusal(403, "Pages of another origin may link to this server's pages and nothing else.")
    }
    // What a form or a script of any page may send without being asked is never JSON.
    guard request.isReading || hasJSONOrNothing(request) else {
      return HTTPRefusal(415, "The body must be JSON; send Content-Type: application/json.")
    }
    return nil
  }

  private func isOwn(_ origin: String, _ request: HTTPRequest) -> Bool {
    let scheme = "http://"
    guard origin.hasPrefix(scheme) else { return false }
    return Self.canonical(String(origin.dropFirst(scheme.count))) == Self.canonical(request.authority)
  }

  /// Whether somebody follows a link in a window of its own.
  private func isNavigation(_ request: HTTPRequest) -> Bool {
    request.method == "GET" && request.headers["Sec-Fetch-Mode"] == "navigate"
      && request.headers["Sec-Fetch-Dest"] == "document"
  }

  private func hasJSONOrNothing(_ request: HTTPRequest) -> Bool {
    guard let type = request.headers["Content-Type"] else { return request.body.isEmpty }
    return (type.split(separator: ";").first ?? "").withoutBlanks.lowercased() == "application/json"
  }

  /// The same name and port, written one way: a missing port is 80.
  private static func canonical(_ authority: String) -> String {
    let text = authority.lowercased()
    let hasPort = text.last != "]" && text.contains(":")
    return hasPort ? text : text + ":80"
  }
}
