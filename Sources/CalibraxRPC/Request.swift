public import CalibraxJSON

/// A request as it stands in a line: a method, its parameters, and the id that its response carries.
public struct Request: ~Escapable {
  /// The name of the method.
  public let method: String
  /// The parameters' object, or `nil` when left out.
  public let params: JSONView?
  /// The id as it was written; `nil` for a notification, which is never answered.
  public let id: RequestID?

  /// Reads a request.
  ///
  /// - Throws: ``InvalidRequest`` with the id, where it is readable, so that the sender learns of it.
  @_lifetime(copy json)
  public init(_ json: borrowing JSONView) throws(InvalidRequest) {
    guard json.kind == .object else { throw InvalidRequest("a request is an object", id: .null) }
    var hasVersion = false
    var method: String?
    var methodKind: JSONKind?
    var params: JSONView?
    var id: RequestID?
    var unknown: String?
    var badID: JSONKind?
    var member = json.firstMember
    while let current = member {
      let value = current.value
      if current.isKey("jsonrpc") {
        hasVersion = value.isString("2.0")
      } else if current.isKey("id") {
        badID = nil
        id = nil
        if value.kind == .string || value.kind == .number || value.kind == .null {
          id = RequestID(value)
        } else {
          badID = value.kind
        }
      } else if current.isKey("method") {
        methodKind = value.kind
        method = value.kind == .string ? value.string : nil
      } else if current.isKey("params") {
        params = value.kind == .null ? nil : value
      } else {
        unknown = current.key
      }
      member = current.next
    }
    if let badID { throw InvalidRequest("id must be a string, a number or null, not \(badID)", id: .null) }
    guard hasVersion else { throw InvalidRequest("\"jsonrpc\" must be \"2.0\"", id: id ?? .null) }
    guard let method else {
      throw InvalidRequest(
        methodKind.map { "\"method\" must be a string, not \($0)" } ?? "\"method\" is missing", id: id ?? .null)
    }
    if let unknown {
      throw InvalidRequest(
        "unknown member \"\(unknown)\" in the request; parameters go inside \"params\"", id: id ?? .null)
    }
    self.method = method
    self.params = params
    self.id = id
  }
}

/// The id of a request, kept as it was written so that it comes back byte for byte.
public struct RequestID: Sendable, Equatable {
  private enum Form: Equatable {
    /// Digits and perhaps a minus: nothing has to be allocated for the usual id.
    case integer(Int)
    case text([UInt8])
  }

  private let form: Form

  /// The JSON text.
  public var source: [UInt8] {
    var writer = JSONWriter()
    writer.id(self)
    return writer.bytes
  }

  /// The id of responses to what has none that can be read.
  public static let null = RequestID(source: Array("null".utf8))

  /// An id that is an integer.
  public init(_ integer: Int) {
    form = .integer(integer)
  }

  init(source: [UInt8]) {
    form = .text(source)
  }

  init(_ json: borrowing JSONView) {
    if let integer = json.writtenInteger {
      form = .integer(integer)
      return
    }
    let source = json.source.withUnsafeBufferPointer(Array.init)
    // NaN and the infinities, the only numbers to end in a letter, cannot be answered with.
    let isAnswerable = json.kind != .number || source.last.map { $0 <= UInt8(ascii: "9") } == true
    form = isAnswerable ? .text(source) : RequestID.null.form
  }

  fileprivate func write(to writer: inout JSONWriter) {
    switch form {
    case .integer(let value): writer.integer(value)
    case .text(let bytes): writer.raw(bytes.span)
    }
  }
}

extension JSONWriter {
  /// The id, byte for byte as it was given.
  mutating func id(_ id: RequestID) {
    id.write(to: &self)
  }
}

/// JSON that is not a request, with the id to answer under.
public struct InvalidRequest: Error, Sendable {
  /// What is wrong with it.
  public let error: RPCError
  /// The id to answer under.
  public let id: RequestID

  init(_ message: String, id: RequestID) {
    error = RPCError(
      .invalidRequest, "Not a JSON-RPC 2.0 request: \(message).",
      hint: "Send {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{}}.")
    self.id = id
  }
}
