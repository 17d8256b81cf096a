public import CalibraxJSON

/// Which baseline a run is to become: one by name, `main` for `true`, none for `false`.
public struct BaselineChoice: JSONReadable, JSONWritable, Equatable, Sendable {
  /// The baseline's name, or `nil` for none.
  public let name: String?

  /// A choice by name.
  public init(name: String?) {
    self.name = name
  }

  /// Reads a name, `true` or `false`.
  public init(json: borrowing JSONView) throws(JSONError) {
    switch json.kind {
    case .bool: name = json.isTrue ? BaselineName.main : nil
    case .string: name = json.string
    default: throw JSONError("expected the name of a baseline, true or false, found \(json.kind)")
    }
  }

  /// A string or a boolean.
  public static var schema: JSON { ["type": ["string", "boolean"]] }

  /// Writes the name, or `false`.
  public func write(to writer: inout JSONWriter) {
    if let name { writer.string(name) } else { writer.raw("false") }
  }
}
