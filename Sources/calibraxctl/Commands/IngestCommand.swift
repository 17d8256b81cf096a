import CalibraxAPI
import CalibraxAdapters
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Stores the run in a file, or what benchmark tools wrote.
enum IngestCommand: Command {
  static let name = "ingest"
  static let summary = "Store what a benchmark tool wrote, or a run in a JSON file, and print the run's id."
  static let details = """
    Of FILE… the format is found unless --from says it; a folder stands for the files in it, - for standard input. Files
    of one call are one run, as far as no two have the same point; each entry of a history is a run of its own. Commit,
    branch and pull request come from the flags, else the files, else the CI service's variables, else git. A run that
    names itself, as a folder of Veeksha does, and is stored already keeps those that it was stored with.

    \(SourceFlags.formats)
    """
  static let method: (any CalibraxRPC.Method.Type)? = Ingest.self
  static let operands = "[FILE]…"
  static let noEnvironment = "--no-environment"
  static let flags =
    [Flag("--input", Flag.file, Ingest.self, "run", "A file with a run as it is stored; - for standard input.")]
    + SourceFlags.flags + [
      Flag("--no-context", nil, "Do not ask the CI service's variables or git for commit, branch and pull request."),
      Flag("--replace", nil, Ingest.self, "replace", "Replace other content that is stored under the run's id."),
      Flag(
        "--set-baseline", "NAME", Ingest.self, "set_baseline", "The baseline that is to become a copy of the run."),
      Flag(noEnvironment, nil, "Do not fill in this machine's fingerprint where the run's environment lacks it."),
    ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    if let input = context.flags["--input"] {
      if let operand = context.flags.operands.first {
        throw .usage("--input is one file with a run: leave it out to ingest \(operand)")
      }
      if let flag = SourceFlags.flags.first(where: { context.flags.has($0.name) }) {
        throw .usage("\(flag.name) is for what benchmark tools wrote: give FILE in place of --input FILE")
      }
      return try store(input, context)
    }
    guard !context.flags.operands.isEmpty else {
      throw .usage("ingest needs FILE…, - for standard input, or --input FILE with a run")
    }
    return try convert(context)
  }

  /// Stores a run as it is.
  private static func store(_ input: String, _ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = Ingest.Params()
    params.run = try read(input)
    params.replace = context.flags.has("--replace")
    params.setBaseline = context.flags["--set-baseline"].map { BaselineChoice(name: $0) }
    let result = try context.call(Ingest.self, params)
    try context.show(
      result, text: { result.runID }, markdown: { sentence(result.runID, result.points, result.created) })
    return .passed
  }

  private static func read(_ input: String) throws(Failure) -> Run {
    let bytes = try InputFile.read(input)
    var parser = JSONParser()
    do throws(JSONError) {
      return try parser.decode(Run.self, from: bytes)
    } catch {
      let place = error.path.isEmpty ? "" : "\(error.path): "
      throw Failure(code: .refused, message: "\(input): \(place)\(error.message)", hint: error.hint)
    }
  }

  /// Stores what benchmark tools wrote; nothing of it when a file cannot be read as what it is.
  private static func convert(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let source = try SourceFlags(context.flags)
    let collected = CollectedRuns()
    var conversion = Conversion(tags: source.tags) { collected.take($0, $1) }
    let (files, leftOut) = try SourcePaths.files(context.flags.operands)
    do throws(AdapterError) { try conversion.read(files, by: source.adapter) } catch { throw Failure(error) }
    let left = LeftOut(
      failures: collected.runs.flatMap(\.failures), skipped: leftOut + conversion.skipped, notes: conversion.notes)
    for line in left.lines { context.terminal.complain("calibraxctl: \(line)") }
    if collected.runs.isEmpty {
      throw Failure(code: .refused, message: "there is no result in the files", hint: "Were benchmarks run at all?")
    }
    let build = context.flags.has("--no-context") ? BuildContext() : BuildContext.current()
    let client = try Connection.open(context.flags, for: Ingest.name)
    var runs: [Run] = []
    for (run, origin) in zip(collected.runs, collected.origins) {
      var run = run
      source.describe(&run)
      // An entry of a history was measured who knows where, and not of what is built now.
      if !origin.isEntry { try describe(&run, build, client, context) }
      runs.append(run)
    }
    var result = try store(runs, context, over: client)
    (result.skipped, result.notes) = (left.skipped, left.notes)
    let stored = result.runs ?? []
    let repeated = stored.filter { !$0.created }.map(\.runID)
    if !repeated.isEmpty {
      context.terminal.complain(
        "calibraxctl: " + printable("there already: \(repeated.joined(separator: ", "))", limit: 500))
    }
    try context.show(
      result, text: { stored.map(\.runID).joined(separator: "\n") },
      markdown: { stored.map { "- " + sentence($0.runID, $0.points, $0.created) }.joined(separator: "\n") })
    return .passed
  }

  /// Adds what is known of now to a run that is not stored yet.
  private static func describe(
    _ run: inout Run, _ build: BuildContext, _ client: BlockingClient, _ context: borrowing Context
  ) throws(Failure) {
    do throws(ClientError) {
      if try run.keepContext(storedBy: client, replace: context.flags.has("--replace")) { return }
    } catch {
      throw Failure(error)
    }
    build.describe(&run)
    if !context.flags.has(noEnvironment) { run = run.completed() }
  }

  private static func sentence(_ id: String, _ points: Int, _ isNew: Bool) -> String {
    "Ingested run `\(id)` (\(points) points)\(isNew ? "" : ", which was there already")"
  }

  /// How many bytes of runs go into one call.
  private static let room = 32 << 20

  /// Stores all of the runs, or none, as the documents of a file.
  private static func store(
    _ runs: [Run], _ context: borrowing Context, over client: BlockingClient
  ) throws(Failure) -> Ingest.Result {
    let text = runs.map { JSONWriter.bytes(of: $0) }.joined(separator: [UInt8(ascii: "\n")])
    let bytes = Array(text) + [UInt8(ascii: "\n")]
    guard bytes.count <= room else {
      throw Failure(
        code: .refused, message: "the files hold \(runs.count) runs of \(bytes.count >> 20) MiB, too much for one call",
        hint: "Give fewer files, or store them one by one with calibraxctl import.")
    }
    var params = Ingest.Params()
    params.from = Detection.runs
    params.files = ["runs": String(decoding: bytes, as: UTF8.self)]
    params.replace = context.flags.has("--replace")
    params.setBaseline = context.flags["--set-baseline"].map { BaselineChoice(name: $0) }
    return try context.call(Ingest.self, params, over: client)
  }
}
