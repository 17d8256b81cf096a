import CalibraxJSON
import CalibraxRPC

extension CallTable {
  /// The result that a response carries.
  static func result<Value: JSONReadable>(of type: Value.Type, _ line: [UInt8]) throws(ClientError) -> Value {
    var parser = JSONParser(limits: .unlimited)
    let response: Response<Value>
    do throws(JSONError) {
      response = try parser.decode(Response<Value>.self, from: line)
    } catch {
      throw .protocolViolation("the server's answer is not understood: \(error.path): \(error.message)")
    }
    if let error = response.error { throw .refused(error) }
    guard let result = response.result else { throw .protocolViolation("a response without result or error") }
    return result
  }
}

extension JSONParser.Limits {
  /// A client trusts the size of what its own server answers.
  static var unlimited: JSONParser.Limits {
    var limits = JSONParser.Limits()
    limits.values = .max
    return limits
  }
}

/// A response as far as the client reads it.
private struct Response<Value: JSONReadable>: JSONReadable {
  var result: Value?
  var error: RPCError?

  init(json: borrowing JSONView) throws(JSONError) {
    var member = json.firstMember
    while let current = member {
      switch current.key {
      case "result": result = try Value(json: current.value)
      case "error": error = RPCError(response: JSON(current.value))
      default: break
      }
      member = current.next
    }
  }

  static var schema: JSON { [:] }
}

extension RPCError {
  /// The error that a response carries.
  fileprivate init(response: JSON) {
    let code = response["code"]?.double.flatMap { Code(rawValue: Int($0)) } ?? .internalError
    self.init(
      code, response["message"]?.string ?? "unknown error", path: response["data"]?["path"]?.string,
      hint: response["data"]?["hint"]?.string)
  }
}
