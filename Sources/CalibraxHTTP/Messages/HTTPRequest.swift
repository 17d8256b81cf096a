/// What a client asks for.
public struct HTTPRequest: Sendable, Equatable {
  /// A parameter of the query.
  public struct Parameter: Sendable, Equatable {
    /// Its name, decoded.
    public var name: String
    /// Its value, decoded; empty where none was given.
    public var value: String

    /// A parameter.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// `GET`, `HEAD` or `POST`.
  public var method: String
  /// The path, decoded: it begins with `/` and holds no `.`, no `..` and no control character between its slashes.
  public var path: String
  /// The parts of the path between its slashes, each decoded for itself: an encoded slash is part of a name here.
  public var segments: [String]
  /// The parameters of the query, in their order.
  public var query: [Parameter]
  /// Whether the client speaks HTTP/1.1 rather than 1.0.
  public var isVersion11: Bool
  /// Which server the client means: what `Host` says, or the target where it is a whole URL.
  public var authority: String
  /// The header fields.
  public var headers: HTTPHeaders
  /// What comes with it.
  public var body: [UInt8]

  /// A request.
  public init(
    method: String = "GET", path: String = "/", segments: [String] = [""], query: [Parameter] = [],
    isVersion11: Bool = true, authority: String = "localhost", headers: HTTPHeaders = [:], body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.segments = segments
    self.query = query
    self.isVersion11 = isVersion11
    self.authority = authority
    self.headers = headers
    self.body = body
  }

  /// Whether it reads and changes nothing: `GET`, and `HEAD`, which is answered like it and sent without the body.
  public var isReading: Bool { method == "GET" || method == "HEAD" }

  /// The value of the first parameter of a name.
  public func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// Whether the client would send another request over the same connection.
  var keepsAlive: Bool {
    if headers.contains("close", in: "Connection") { return false }
    return isVersion11 || headers.contains("keep-alive", in: "Connection")
  }
}
