/// Why a request is not answered as it was asked: a status, and a sentence for people.
public struct HTTPRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  /// The status, 400 to 505.
  public let status: Int
  /// The sentence.
  public let description: String

  /// A refusal.
  public init(_ status: Int, _ description: String) {
    self.status = status
    self.description = description
  }

  /// The answer that tells of it.
  public var response: HTTPResponse {
    var response = HTTPResponse(status, text: description + "\n")
    if status == 405 { response.headers["Allow"] = HTTPRequestHead.methods.joined(separator: ", ") }
    return response
  }
}
