import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import Glibc

/// Collects the results of continuous benchmarks.
enum BenchmarksCollectCommand: Command {
  static let name = "benchmarks collect"
  static let summary =
    "Collect the results that benchmarks have committed, and store what is new; again it changes nothing."
  static let details = """
    Git repositories are cloned, or fetched, with the git that is installed; other folders are read in place. Each result
    file is a run and each row of it a point. A mistake costs the cell, file, tab or benchmark that it is in and no other;
    all of them are told, and kept for benchmarks status. Exit status 5 says that a tab could not be collected. A token is
    best named as ${VARIABLE} in the configuration; without one git asks the credential helpers that it has.
    """
  static let method: (any CalibraxRPC.Method.Type)? = SetBenchmark.self
  static let operands = "[PATH]"
  static let flags = [
    BenchmarkPath.configuration,
    Flag("--only", "NAME", "Only this benchmark; may be repeated."),
    Flag("--clones", "DIR", "Where clones are kept; the user's cache when left out."),
    Flag("--skip-update", nil, "Do not fetch clones that are there."),
    Flag("--prune", nil, "Take runs away whose files are not in the source any more; without it they stay."),
    Flag("--python-path", "DIR", "Where modules of validators are looked for; may be repeated."),
    Flag("--validator-timeout", "SECONDS", "How long the validators of a tab may take; 60 when left out."),
    Flag("--dry-run", nil, "Only say what would be collected."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var files = try ConfigurationFiles(BenchmarkPath.configuration(context))
    let names = context.flags.all("--only")
    if !names.isEmpty { try files.keepOnly(names) }
    let client =
      context.flags.has("--dry-run")
      ? nil : try Connection.open(context.flags, for: SetBenchmark.name, timeout: 600, isFromHere: false)
    let terminal = context.terminal
    var line = ProgressLine(terminal)
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    var results: [CollectedBenchmark] = []
    var collector = Collector(
      client: client, checkouts: Checkouts(in: try BenchmarkPath.clones(context)),
      now: Timestamp(microseconds: Int64(clock.tv_sec) * 1_000_000).text, progress: { text in line.show { text } })
    if client == nil, try Connection.isThere(context.flags) {
      collector.reader = try Connection.open(context.flags, for: ListRuns.name)
    }
    collector.isUpdated = !context.flags.has("--skip-update")
    collector.prunes = context.flags.has("--prune")
    collector.validators.searchPath = context.flags.all("--python-path")
    if let limit = try context.flags.number("--validator-timeout") {
      guard limit > 0 else { throw .usage("--validator-timeout needs a number above 0") }
      collector.validators.timeLimit = limit
    }
    for entry in files.entries {
      do throws(ClientError) { results.append(try collector.collect(entry)) } catch { throw Failure(error) }
    }
    if let client {
      do throws(ClientError) { try collector.tell(files.messages, of: files.entries.map(\.key), client) } catch {
        throw Failure(error)
      }
    }
    line.clear()
    let console = ConsoleText(terminal: terminal)
    let messages = files.messages + results.flatMap(\.messages)
    if try context.flags.format == .text {
      for message in messages { terminal.complain(console.line(message)) }
    }
    let result: JSON = [
      "benchmarks": .array(results.map { JSON(writing: $0) }),
      "messages": .array(files.messages.map { JSON(writing: $0) }),
    ]
    let lines = results.map(\.line).joined(separator: "\n")
    try context.show(
      result, text: { lines },
      markdown: { messages.isEmpty ? lines : lines + "\n\n" + console.markdown(messages) })
    let hasFailed =
      results.contains { $0.failedTabs > 0 || $0.refused > 0 } || files.messages.contains { $0.severity >= .error }
    return hasFailed || results.isEmpty ? .refused : .passed
  }
}
