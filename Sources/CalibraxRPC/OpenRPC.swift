public import CalibraxJSON

/// The description of a set of methods in the OpenRPC format (1.3.2).
public enum OpenRPC {
  /// The errors that any request can be answered with.
  public static let generalErrors: [RPCError.Code] = [
    .parseError, .invalidRequest, .methodNotFound, .invalidParams, .internalError, .limitExceeded, .unavailable,
  ]

  /// The document for a list of methods.
  public static func document(title: String, version: String, methods: [any Method.Type]) -> JSON {
    [
      "openrpc": "1.3.2",
      "info": ["title": .string(title), "version": .string(version)],
      "methods": .array(methods.map { describe($0) }),
    ]
  }

  private static func describe<M: Method>(_ method: M.Type) -> JSON {
    [
      "name": .string(M.name),
      "summary": .string(M.summary),
      "paramStructure": "by-name",
      "params": .array(
        M.Params.fields.members.map { member in
          [
            "name": .string(member.name), "description": .string(member.documentation),
            "required": .bool(member.isRequired), "schema": member.schema,
          ]
        }),
      "result": ["name": "result", "schema": M.Result.schema],
      "errors": .array(
        (M.errors + generalErrors).map { ["code": .number(JSONNumber($0.rawValue)), "message": .string($0.meaning)] }),
    ]
  }
}
