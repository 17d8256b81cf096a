import CalibraxAPI
import CalibraxRPC

/// Records what comes on standard input.
enum StreamCommand: Command {
  static let name = "stream"
  static let summary = "Record the lines of standard input, KEY VALUE [AT] or a JSON object each, until it ends."
  static let details = """
    An object has the members "key", "value", and if need be "at" and "execution_id"; or "series", the number that
    call defineMetric answers, in place of key and execution_id. A sample without a place on the x-axis has the time that
    its line was read, in seconds since the execution's start.
    """
  static let method: (any CalibraxRPC.Method.Type)? = RecordSamples.self
  static let flags = [
    Flag(
      "--execution", "ID", RecordSamples.self, "execution_id",
      "The execution of lines that name none; the always-open one when left out."),
    Flag(
      Flag.timeout, "SECONDS",
      "How long an answer may take, and how long the server may stay away at the end (else \(Int(patience)))."),
  ]

  /// Seconds after the end of the input, or after ^C, that a server may stay away, unless a timeout is asked for.
  private static let patience = 60.0

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let patience = Duration.seconds(min(try context.flags.number(Flag.timeout) ?? Self.patience, 1e9))
    let format = try context.flags.format
    let sender = try SampleSender(copy context)
    var pump = SamplePump(sender, context.terminal, patience)
    var failure: Failure?
    do throws(Failure) { try pump.run() } catch { failure = error }
    let counts = pump.counts
    context.terminal.complain("calibraxctl: " + counts.text)
    if format == .json { try context.show(counts, text: { "" }, markdown: { "" }) }
    if pump.isInterrupted { return .interrupted }
    if let failure { throw failure }
    return counts.refused > 0 ? .refused : .passed
  }
}
