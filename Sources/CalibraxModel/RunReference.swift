public import CalibraxJSON

/// A run by its identifier, or the document itself.
public enum RunReference: JSONReadable, JSONWritable, Sendable {
  /// The identifier of a stored run.
  case id(String)
  /// The run itself.
  case document(Run)

  /// Reads a string or a run.
  public init(json: borrowing JSONView) throws(JSONError) {
    switch json.kind {
    case .string: self = .id(json.string)
    case .object: self = .document(try Run(json: json))
    default: throw JSONError("expected the id of a run or a run, found \(json.kind)")
    }
  }

  /// A string, or an object like a run.
  public static var schema: JSON {
    var members = Run.schema.members ?? [:]
    members["type"] = ["string", "object"]
    return .object(members)
  }

  /// Writes what it is.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .id(let id): writer.string(id)
    case .document(let run): run.write(to: &writer)
    }
  }
}
