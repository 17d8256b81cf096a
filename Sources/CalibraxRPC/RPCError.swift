public import CalibraxJSON

/// The one error that goes over the wire: JSON-RPC's code and message, with kind, path and hint as data.
public struct RPCError: Error, Equatable, Sendable {
  /// What kind of error it is.
  public var code: Code
  /// A sentence a person can act on.
  public var message: String
  /// Where in the request: `params.run.points[3].metrics.latency.value`.
  public var path: String?
  /// What to do about it.
  public var hint: String?

  /// An error.
  public init(_ code: Code, _ message: String, path: String? = nil, hint: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.hint = hint
  }

  /// The same error at another place in the request.
  public func at(_ path: String) -> RPCError {
    var error = self
    error.path = path
    return error
  }

  /// An error in the parameters of a request, as the reader of the parameters found it.
  public init(params error: JSONError) {
    let path = error.under("params").path
    self.init(.invalidParams, "\(path): \(error.message)", path: path, hint: error.hint)
  }
}

extension RPCError {
  /// The codes of the protocol: JSON-RPC's own, and ours from -32001 on.
  public enum Code: Int, CaseIterable, Sendable {
    /// The line is not JSON.
    case parseError = -32700
    /// The JSON is not a request.
    case invalidRequest = -32600
    /// There is no such method.
    case methodNotFound = -32601
    /// A parameter is missing, unknown or of the wrong type or value.
    case invalidParams = -32602
    /// The server failed.
    case internalError = -32603
    /// No valid token was given.
    case unauthenticated = -32001
    /// The token does not allow this.
    case forbidden = -32002
    /// What the parameters name does not exist.
    case notFound = -32003
    /// Something else is stored under that name.
    case conflict = -32004
    /// The request is larger than a limit allows.
    case limitExceeded = -32005
    /// Nothing can be written: the disk is full or failed. Reads go on.
    case readOnly = -32006
    /// Not now; retry later.
    case unavailable = -32007

    /// The code's name, as `data.kind` says it.
    public var kind: String {
      switch self {
      case .parseError: "parse_error"
      case .invalidRequest: "invalid_request"
      case .methodNotFound: "method_not_found"
      case .invalidParams: "invalid_params"
      case .internalError: "internal_error"
      case .unauthenticated: "unauthenticated"
      case .forbidden: "forbidden"
      case .notFound: "not_found"
      case .conflict: "conflict"
      case .limitExceeded: "limit_exceeded"
      case .readOnly: "read_only"
      case .unavailable: "unavailable"
      }
    }

    /// What the code means, for people.
    public var meaning: String {
      switch self {
      case .parseError: "The line is not JSON in UTF-8, or is nested too deep."
      case .invalidRequest: "The JSON is not a JSON-RPC 2.0 request."
      case .methodNotFound: "There is no such method."
      case .invalidParams: "A parameter is missing, unknown, or of the wrong type or value; data.path says which."
      case .internalError: "The server failed; nothing was stored."
      case .unauthenticated: "No valid token was given."
      case .forbidden: "The token does not allow this."
      case .notFound: "What the parameters name does not exist."
      case .conflict: "Something else is stored under that name."
      case .limitExceeded: "The request is larger than a limit allows; serverInfo lists the limits."
      case .readOnly: "Nothing can be written: the disk is full or failed. Reads go on."
      case .unavailable: "Not now; retry later."
      }
    }
  }
}

extension RPCError: JSONWritable {
  /// Writes the error object of a response.
  public func write(to writer: inout JSONWriter) {
    writer.raw("{\"code\":")
    writer.integer(code.rawValue)
    writer.raw(",\"message\":")
    writer.string(message)
    writer.raw(",\"data\":{\"kind\":")
    writer.string(code.kind)
    if let path {
      writer.raw(",\"path\":")
      writer.string(path)
    }
    if let hint {
      writer.raw(",\"hint\":")
      writer.string(hint)
    }
    writer.raw("}}")
  }
}
