import CalibraxClient
import CalibraxJSON
import CalibraxRPC

/// A command of the program.
protocol Command: SendableMetatype {
  static var name: String { get }
  /// What it does, a sentence.
  static var summary: String { get }
  /// What stands on its command line beside flags, as `METHOD [PARAMS]`; empty for nothing.
  static var operands: String { get }
  /// Its flags beside those that every command has.
  static var flags: [Flag] { get }
  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode
}

extension Command {
  static var operands: String { "" }
  static var flags: [Flag] { [] }
}

/// What a command works with.
struct Context {
  let flags: ParsedFlags
  let terminal: Terminal

  /// A client of the server, or of the store in this process when no server runs.
  func connect<M: CalibraxRPC.Method>(for method: M.Type) throws(Failure) -> BlockingClient {
    try Connection.open(flags, for: M.name)
  }

  /// Calls a method on a connection of its own.
  func call<M: CalibraxRPC.Method>(_ method: M.Type, _ params: M.Params) throws(Failure) -> M.Result {
    let client = try connect(for: method)
    do throws(ClientError) { return try client.call(method, params) } catch { throw Failure(error) }
  }

  /// Prints a result in the format that was asked for.
  func show(
    _ result: some JSONWritable, text: () -> String, markdown: () -> String
  ) throws(Failure) {
    switch try flags.format {
    case .text: terminal.print(text())
    case .json: terminal.print(String(decoding: JSONWriter.indented(JSONWriter.bytes(of: result)), as: UTF8.self))
    case .markdown: terminal.print(markdown())
    }
  }
}
