import Glibc

/// The command line: `calibraxctl COMMAND [flags]`.
@main
enum Calibraxctl {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    Interrupt.watch()
    let terminal = Terminal.current()
    let code: ExitCode
    do throws(Failure) {
      code = try run(try arguments(), terminal)
    } catch {
      terminal.complain("calibraxctl: \(error.message)" + (error.hint.map { "\n  \($0)" } ?? ""))
      code = error.code
    }
    exit(code.rawValue)
  }

  /// What was typed; what is not UTF-8 would be stored as something else, unless it is another program's.
  private static func arguments() throws(Failure) -> [String] {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let command = allCommands.first { arguments.starts(with: $0.words) }
    let count = command?.takesProgram == true ? ParsedFlags.own(arguments).count : arguments.count
    for place in 0..<count + 1 {
      guard let argument = CommandLine.unsafeArgv[place], String(validatingCString: argument) == nil else { continue }
      throw Failure(code: .usage, message: "argument \(place) is not UTF-8", hint: "See calibraxctl help.")
    }
    return arguments
  }

  /// Of the commands that begin with one word, when no second follows it.
  private static func help(on subject: [String]) throws(Failure) -> String {
    let found = try CommandName(subject)
    if found.commands.count > 1, !found.rest.isEmpty { _ = try found.command }
    return Help.of(found)
  }

  private static func run(_ arguments: [String], _ terminal: Terminal) throws(Failure) -> ExitCode {
    guard let name = arguments.first else {
      terminal.complain(Help.overview)
      return .usage
    }
    let helpNames = ["help", "--help", "-h"]
    if helpNames.contains(name) {
      let subject = arguments.dropFirst().filter { !helpNames.contains($0) }
      try terminal.print(subject.isEmpty ? Help.overview : try help(on: subject))
      return .passed
    }
    if name == "--version" {
      try terminal.print(Help.version)
      return .passed
    }
    let found = try CommandName(arguments)
    let own = ParsedFlags.own(found.rest)
    if own.contains("--help") || own.contains("-h") {
      try terminal.print(Help.of(found))
      return .passed
    }
    let command = try found.command
    do throws(Failure) {
      let flags = try ParsedFlags(found.rest, of: command)
      return try command.run(Context(command: command, flags: flags, terminal: terminal))
    } catch {
      // A mistake that says no better gets told where the command is explained.
      guard error.code == .usage, error.hint == nil else { throw error }
      throw Failure(code: .usage, message: error.message, hint: "See calibraxctl help \(command.name).")
    }
  }
}

/// Every command. A new one is a file in Commands and an entry here.
let allCommands: [any Command.Type] = [
  IngestCommand.self, ImportCommand.self, CheckCommand.self, PolicyExplainCommand.self, PolicySuggestCommand.self,
  BaselineCommand.self,
  BaselineAcceptCommand.self, BaselineListCommand.self, BaselineLogCommand.self, TrendCommand.self,
  ChangesCommand.self, SummaryCommand.self, RunsCommand.self, ShowCommand.self, RankCommand.self,
  CompareCommand.self, RecordCommand.self, StreamCommand.self,
  SeriesCommand.self, QueryCommand.self, WatchCommand.self, ExecutionStartCommand.self, ExecutionFinishCommand.self,
  ExecutionListCommand.self, ExecutionRecordCommand.self, ExecutionBaselineCommand.self, ExecCommand.self,
  BenchmarksCheckConfigCommand.self, BenchmarksCollectCommand.self, BenchmarksStatusCommand.self,
  BenchmarksRemoveCommand.self, ReportCommand.self, ExportCommand.self, StudioCommand.self,
  HealthCommand.self, AlertTriggerCommand.self, AlertListCommand.self,
  AlertAckCommand.self, AlertClearCommand.self,
  AlertFollowCommand.self, ThresholdSetCommand.self, ThresholdListCommand.self, ThresholdRmCommand.self,
  MonitorStartCommand.self, MonitorStopCommand.self, MonitorSummaryCommand.self, AgentCommand.self, PingCommand.self,
  InfoCommand.self, CallCommand.self,
]
