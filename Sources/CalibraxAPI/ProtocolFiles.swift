public import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// The files of Protocol/ that follow from the methods.
public enum ProtocolFiles {
  /// Every generated file: its path inside Protocol/ and its bytes.
  ///
  /// - Parameter validators: The validators that `validate` knows, with the schemas of their parameters.
  public static func all(
    validators: [(name: String, summary: String, schema: JSON)]
  ) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, json: JSON)] = [
      ("openrpc.json", OpenRPCDocument.current.json),
      ("errors.json", errors),
      (
        "schemas/run.json",
        document(Run.schema, title: "Run", description: "A run, as harnesses write and getRun returns it.")
      ),
    ]
    for method in allMethods { files += schemas(of: method) }
    files += validators.map { validator in
      (
        "schemas/\(Validate.name).\(validator.name).json",
        document(validator.schema, title: "\(validator.name) params", description: validator.summary)
      )
    }
    return files.map { ($0.path, JSONWriter.indented(JSONWriter.bytes(of: $0.json)) + [UInt8(ascii: "\n")]) }
  }

  private static func schemas<M: Method>(of method: M.Type) -> [(path: String, json: JSON)] {
    [
      ("schemas/\(M.name).params.json", document(M.Params.schema, title: "\(M.name) params", description: M.summary)),
      ("schemas/\(M.name).result.json", document(M.Result.schema, title: "\(M.name) result", description: M.summary)),
    ]
  }

  private static func document(_ schema: JSON, title: String, description: String) -> JSON {
    var members: OrderedMap<JSON> = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(title),
      "description": .string(description),
    ]
    members.overlay(schema.members ?? [:])
    return .object(members)
  }

  private static var errors: JSON {
    [
      "errors": .array(
        RPCError.Code.allCases.map { code in
          ["code": .number(JSONNumber(code.rawValue)), "kind": .string(code.kind), "meaning": .string(code.meaning)]
        })
    ]
  }
}
