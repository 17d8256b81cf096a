import CalibraxClient
import CalibraxJSON
import CalibraxRPC

/// Calls any method.
enum CallCommand: Command {
  static let name = "call"
  static let summary = "Call any method with parameters as JSON and print the result."
  static let details = """
    calibraxctl call getRun '{"run_id":"latest"}'

    PARAMS may be -, for standard input. calibraxctl call rpc.discover prints the methods with their parameters.
    """
  static let method: (any CalibraxRPC.Method.Type)? = nil
  static let operands = "METHOD [PARAMS]"

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    guard let method = context.flags.operands.first else { throw .usage("call needs a method: calibraxctl call ping") }
    let text = context.flags.operands.dropFirst().first ?? "{}"
    let bytes = text == InputFile.standard ? try InputFile.read(text) : Array(text.utf8)
    let params: JSON
    do throws(JSONSyntaxError) {
      params = try JSON(parsing: bytes)
    } catch {
      throw Failure(
        code: .refused, message: "the parameters are not JSON: \(error)",
        hint: "Quote them for the shell: '{\"run_id\":\"latest\"}'")
    }
    let client = try Connection.open(context.flags, for: method)
    let result: JSON
    do throws(ClientError) { result = try client.call(method, params) } catch { throw Failure(error) }
    try context.terminal.print(String(decoding: JSONWriter.indented(JSONWriter.bytes(of: result)), as: UTF8.self))
    return .passed
  }
}
