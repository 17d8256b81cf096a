import CalibraxModel
import CalibraxAPI
import CalibraxJSON
import CalibraxRPC

/// Runs a program and records how it went.
enum ExecCommand: Command {
  static let name = "exec"
  static let summary = "Run a program, and record its time and whether it succeeded as an execution of a pipeline."
  static let details = """
    calibraxctl exec --pipeline nightly -- make -j8 test

    COMMAND has the terminal, standard input and output, and signals as if it were started without calibraxctl, which
    ends as it did: with its exit status, or of the same signal. 127: it is not found; 126: it cannot be started. That it
    could not be recorded is said and changes nothing of that.
    """
  static let method: (any CalibraxRPC.Method.Type)? = RecordExecution.self
  static let operands = "-- COMMAND [ARGUMENT]…"
  static let flags = [
    Flag("--pipeline", "NAME", RecordExecution.self, "pipeline_name"),
    Flag(
      Flag.metadata, "KEY=VALUE", RecordExecution.self, "metadata",
      "What else is known of it, beside its command and exit_code or signal; may be repeated."),
    Flag(Flag.timeout, "SECONDS", "How long recording may take when COMMAND has ended (else \(Int(patience)))."),
  ]

  /// Seconds that recording may take.
  private static let patience = 10.0

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let flags = context.flags
    var params = RecordExecution.Params()
    params.pipelineName = try flags.required("--pipeline")
    params.metadata = try flags.metadata
    try Connection.check(flags)
    guard let program = flags.program.first else {
      throw .usage("exec needs a program: calibraxctl exec --pipeline NAME -- COMMAND")
    }
    // The arguments as they came: those of others need not be UTF-8.
    let words = CommandLine.unsafeArgv + (Int(CommandLine.argc) - flags.program.count)
    let clock = ContinuousClock()
    let start = clock.now
    let end: ProgramEnd
    do throws(ForegroundProgram.Failure) {
      end = try ForegroundProgram(words).wait()
    } catch {
      context.terminal.complain("calibraxctl: cannot run \(printable(program)): \(error.reason)")
      end = error.end
    }
    params.executionTime = (clock.now - start) / .seconds(1)
    LateSignal.end(as: end)
    params.success = end.isSuccess
    params.metadata["command"] = .string(program)
    params.metadata[end.metadata.key] = end.metadata.value
    record(params, context)
    end.end()
  }

  private static func record(_ params: RecordExecution.Params, _ context: borrowing Context) {
    let terminal = context.terminal
    do throws(Failure) {
      let client = try Connection.open(context.flags, for: RecordExecution.name, timeout: patience)
      let alerts = try context.call(RecordExecution.self, params, over: client).alerts
      let plain = Terminal(isInteractive: false, hasColor: false, width: 0)
      // Standard output is the program's.
      for alert in alerts { terminal.complain("calibraxctl: " + alertLine(alert, on: plain)) }
    } catch {
      terminal.complain(
        "calibraxctl: the execution is not recorded: \(error.message)" + (error.hint.map { "\n  \($0)" } ?? ""))
    }
  }
}
