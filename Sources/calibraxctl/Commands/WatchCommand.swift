import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Shows executions while they run.
enum WatchCommand: Command {
  static let name = "watch"
  static let summary = "Watch an execution, or all that run: charts on a terminal, else samples as lines."
  static let method: (any CalibraxRPC.Method.Type)? = Subscribe.self
  static let details = """
    Without EXECUTION everything that runs is shown, what begins later too, and what is recorded without an execution.

    On a terminal: a chart for each group, a bar for each progress, until q or ^C. Arrows, space, b, g and G scroll. An
    execution that ends stays, as it ended. Elsewhere, or with --format json: a line for each sample, "EXECUTION KEY AT
    VALUE"; those of EXECUTION from its first one on until it has ended (exit status 0), those of others from now on.

    It needs a server. When that goes away, watch waits for it and goes on where it was.
    """
  static let operands = "[EXECUTION]"
  static let flags = [Flag(Flag.format, "FORMAT", "How to print: text or json (else text).")]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let only = context.flags.operands.first
    let format = try context.flags.format
    if format == .markdown { throw .usage("watch prints text or json") }
    let flags = context.flags
    let open = { @Sendable () throws(Failure) in try feed(of: only, flags) }
    if context.terminal.hasScreen, format == .text {
      var watch = LiveWatch(context.terminal, only: only, open)
      return try watch.run()
    }
    return try PlainWatch(terminal: context.terminal, isJSON: format == .json).run(try open(), only: only)
  }

  /// What the server tells of an execution that there is, or of all.
  static func feed(of only: String?, _ flags: ParsedFlags) throws(Failure) -> EventFeed {
    var filter = EventFilter()
    filter.executionID = only
    let feed = try EventFeed([.samples, .executions], filter) { () throws(Failure) in
      try Connection.requiredServer(flags)
    }
    if let only, only != Execution.alwaysOpen, try feed.executions(only)?.isEmpty == true {
      throw Failure(
        code: .refused, message: "There is no execution \"\(only)\".",
        hint: "calibraxctl watch shows those that run, calibraxctl execution list all there are.")
    }
    return feed
  }
}
