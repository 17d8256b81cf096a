import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Shows executions while they run.
enum WatchCommand: Command {
  static let name = "watch"
  static let summary = "Watch an execution, or all that run: charts on a terminal, else samples as lines."
  static let method: (any CalibraxRPC.Method.Type)? = Subscribe.self
  static let operands = "[EXECUTION]"

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let only = context.flags.operands.first
    let format = try context.flags.format
    if format == .markdown { throw .usage("watch prints text or json") }
    var filter = EventFilter()
    filter.executionID = only
    let flags = context.flags
    let feed = try EventFeed(filter) { () throws(Failure) in try Connection.requiredServer(flags) }
    if let only, only != Execution.alwaysOpen, try feed.executions(only)?.isEmpty == true {
      throw Failure(
        code: .refused, message: "There is no execution \"\(only)\".",
        hint: "calibraxctl watch shows those that run, calibraxctl call listExecutions all there are.")
    }
    if context.terminal.isInteractive, format == .text {
      var watch = LiveWatch(context.terminal, feed, only: only)
      return try watch.run()
    }
    var watch = PlainWatch(context.terminal, feed, only: only, isJSON: format == .json)
    return try watch.run()
  }
}
