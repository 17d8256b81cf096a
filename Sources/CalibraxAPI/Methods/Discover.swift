public import CalibraxJSON
public import CalibraxRPC

/// Describes the methods.
public enum Discover: Method {
  /// The name on the wire, as OpenRPC gives it.
  public static let name = "rpc.discover"
  /// What it does.
  public static let summary = "The methods, their parameters, results and errors, as an OpenRPC document."
  /// No parameters.
  public typealias Params = Empty
  /// The OpenRPC document.
  public typealias Result = OpenRPCDocument
}

/// An OpenRPC document.
public struct OpenRPCDocument: JSONReadable, JSONWritable, Sendable {
  /// The document.
  public let json: JSON

  /// The document of every method.
  public static let current = OpenRPCDocument(
    json: OpenRPC.document(title: "calibrax", version: protocolVersion, methods: allMethods))

  private init(json: JSON) {
    self.json = json
  }

  /// Reads a document.
  public init(json: borrowing JSONView) throws(JSONError) {
    self.json = try JSON(json: json)
  }

  /// An object with a list of methods.
  public static var schema: JSON { ["type": "object", "required": ["openrpc", "info", "methods"]] }

  /// Writes the document.
  public func write(to writer: inout JSONWriter) { json.write(to: &writer) }
}
