import CalibraxAPI
import CalibraxClient
import CalibraxHTTP
import CalibraxJSON
import CalibraxRPC

/// What a page may do, if it was opened with the token that the Studio printed.
enum StudioAction {
  case acknowledge

  private static let header = "X-Calibrax-Token"

  init?(path: String) {
    guard path == "alerts/acknowledge" else { return nil }
    self = .acknowledge
  }

  func response(
    to request: HTTPRequest, token: String, connect: () throws(Failure) -> BlockingClient
  ) -> HTTPResponse {
    guard request.method == "POST" else { return Self.answer(405, "Send it with POST.") }
    guard Self.isSame(request.headers[Self.header] ?? "", token) else {
      return Self.answer(403, "Open the Studio with the address that calibraxctl studio printed, then try again.")
    }
    do throws(JSONError) {
      var parser = JSONParser()
      let params = try parser.decode(AcknowledgeAlert.Params.self, from: request.body)
      return call(params, connect)
    } catch {
      return Self.answer(400, error.sentence)
    }
  }

  private func call(_ params: AcknowledgeAlert.Params, _ connect: () throws(Failure) -> BlockingClient) -> HTTPResponse
  {
    do throws(Failure) {
      let client = try connect()
      do throws(ClientError) {
        let alert = try client.call(AcknowledgeAlert.self, params)
        return HTTPResponse(type: "application/json", body: JSONWriter.bytes(of: alert))
      } catch {
        if case .refused(let refusal) = error { return Self.answer(409, refusal.message) }
        throw Failure(error)
      }
    } catch {
      return Self.answer(503, error.message)
    }
  }

  /// An answer with a sentence.
  static func answer(_ status: Int, _ message: String) -> HTTPResponse {
    HTTPResponse(status, type: "application/json", body: JSONWriter.bytes(of: ["message": .string(message)] as JSON))
  }

  /// Compares without telling by its time how much is right.
  private static func isSame(_ text: String, _ token: String) -> Bool {
    guard text.utf8.count == token.utf8.count else { return false }
    return zip(text.utf8, token.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
