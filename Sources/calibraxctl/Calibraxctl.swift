import Glibc

/// The command line: `calibraxctl COMMAND [flags]`.
@main
enum Calibraxctl {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // Whoever starts a program in the background may have interrupts ignored, and that stays.
    if let ignored = signal(SIGINT, { _ in _exit(ExitCode.interrupted.rawValue) }) { signal(SIGINT, ignored) }
    let terminal = Terminal.current()
    let code: ExitCode
    do throws(Failure) {
      code = try run(Array(CommandLine.arguments.dropFirst()), terminal)
    } catch {
      terminal.complain("calibraxctl: \(error.message)" + (error.hint.map { "\n  \($0)" } ?? ""))
      code = error.code
    }
    exit(code.rawValue)
  }

  private static func run(_ arguments: [String], _ terminal: Terminal) throws(Failure) -> ExitCode {
    guard let name = arguments.first else {
      terminal.complain(Help.overview)
      return .usage
    }
    let helpNames = ["help", "--help", "-h"]
    if helpNames.contains(name) {
      let subject = arguments.dropFirst().first { !helpNames.contains($0) }
      try terminal.print(subject.map { (name) throws(Failure) in Help.of(try find(name)) } ?? Help.overview)
      return .passed
    }
    if name == "--version" {
      try terminal.print(Help.version)
      return .passed
    }
    let command = try find(name)
    if arguments.contains("--help") || arguments.contains("-h") {
      try terminal.print(Help.of(command))
      return .passed
    }
    do throws(Failure) {
      let flags = try ParsedFlags(Array(arguments.dropFirst()), of: command)
      return try command.run(Context(command: command, flags: flags, terminal: terminal))
    } catch {
      // A mistake that says no better gets told where the command is explained.
      guard error.code == .usage, error.hint == nil else { throw error }
      throw Failure(code: .usage, message: error.message, hint: "See calibraxctl help \(command.name).")
    }
  }

  private static func find(_ name: String) throws(Failure) -> any Command.Type {
    if let command = allCommands.first(where: { $0.name == name }) { return command }
    if name.hasPrefix("-") {
      throw Failure(code: .usage, message: "the command comes first, before \(name)", hint: "See calibraxctl help.")
    }
    var failure = Failure.usage("there is no command \"\(name)\"", meant: name, among: allCommands.map { $0.name })
    failure.hint = failure.hint ?? "See calibraxctl help."
    throw failure
  }
}

/// Every command. A new one is a file in Commands and an entry here.
let allCommands: [any Command.Type] = [
  IngestCommand.self, CheckCommand.self, BaselineCommand.self, TrendCommand.self, SummaryCommand.self,
  RunsCommand.self, ShowCommand.self, RankCommand.self, CompareCommand.self, PingCommand.self, InfoCommand.self,
  CallCommand.self,
]
