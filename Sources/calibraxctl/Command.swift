import CalibraxClient
import CalibraxJSON
import CalibraxRPC

/// A command of the program.
protocol Command: SendableMetatype {
  static var name: String { get }
  /// What it does, a sentence.
  static var summary: String { get }
  /// What else its help tells, lines of 120 columns at most; empty for nothing.
  static var details: String { get }
  /// The method that it calls; `nil` for one that is told which.
  static var method: (any CalibraxRPC.Method.Type)? { get }
  /// What stands on its command line beside flags, as `METHOD [PARAMS]`; empty for nothing.
  static var operands: String { get }
  /// The parameters that the operands say, in their order.
  static var operandMembers: [String] { get }
  /// Its flags beside those that every command has, or in place of one of these.
  static var flags: [Flag] { get }
  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode
}

extension Command {
  static var details: String { "" }
  static var operands: String { "" }
  static var operandMembers: [String] { [] }
  static var flags: [Flag] { [] }
  /// All flags that it takes.
  static var allFlags: [Flag] {
    flags + Flag.common.filter { common in !flags.contains { $0.name == common.name } }
  }
  /// Whether what stands behind `--` is another program's command line.
  static var takesProgram: Bool { operands.hasPrefix(ParsedFlags.end + " ") }
}

/// What a command works with.
struct Context {
  let command: any Command.Type
  let flags: ParsedFlags
  let terminal: Terminal

  /// What stands at a place beside flags.
  func operand(_ place: Int) throws(Failure) -> String {
    guard flags.operands.indices.contains(place) else { throw .usage("\(command.name) needs \(command.operands)") }
    return flags.operands[place]
  }

  /// Calls the command's method.
  func call<M: CalibraxRPC.Method>(_ method: M.Type, _ params: M.Params) throws(Failure) -> M.Result {
    assert(command.method?.name == M.name, "\(command.name) does not declare that it calls \(M.name)")
    return try call(method, params, over: try Connection.open(flags, for: M.name))
  }

  /// Calls a method over a connection that is used for several.
  func call<M: CalibraxRPC.Method>(
    _ method: M.Type, _ params: M.Params, over client: BlockingClient
  ) throws(Failure) -> M.Result {
    do throws(ClientError) { return try client.call(method, params) } catch {
      throw Wording(command: command, flags: flags).failure(error)
    }
  }

  /// Says that a list goes on; its JSON says so itself.
  func sayThereAreMore(cursor: String) throws(Failure) {
    guard try flags.format != .json else { return }
    terminal.complain("There are more; --limit N shows up to N, and --cursor \(cursor) goes on.")
  }

  /// Prints a result in the format that was asked for.
  ///
  /// - Returns: Whether all of it found a reader.
  @discardableResult
  func show(
    _ result: some JSONWritable, text: () -> String, markdown: () -> String
  ) throws(Failure) -> Bool {
    switch try flags.format {
    case .text: try terminal.print(text())
    case .json: try terminal.print(String(decoding: JSONWriter.indented(JSONWriter.bytes(of: result)), as: UTF8.self))
    case .markdown: try terminal.print(markdown())
    }
  }
}
