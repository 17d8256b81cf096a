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
    branch and pull request come from the flags, else the files, else the CI service's variables, else git.

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
      result, text: { result.runID },
      markdown: {
        "Ingested run `\(result.runID)` (\(result.points) points)\(result.created ? "" : ", which was there already")"
      })
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
    var conversion = Conversion(tags: source.tags) { run, _ in collected.take(run) }
    let files = try SourcePaths.files(context.flags.operands)
    do throws(AdapterError) { try conversion.read(files, by: source.adapter) } catch { throw Failure(error) }
    let left = LeftOut(
      failures: collected.runs.flatMap(\.failures), skipped: conversion.skipped, notes: conversion.notes)
    for line in left.lines { context.terminal.complain("calibraxctl: \(line)") }
    if collected.runs.isEmpty {
      throw Failure(code: .refused, message: "there is no result in the files", hint: "Were benchmarks run at all?")
    }
    let build = context.flags.has("--no-context") ? BuildContext() : BuildContext.current()
    let runs = collected.runs.map { run in
      var run = run
      source.describe(&run)
      build.describe(&run)
      return context.flags.has(noEnvironment) ? run : run.completed()
    }
    return try send(runs, left, context)
  }

  private static func send(
    _ runs: [Run], _ left: LeftOut, _ context: borrowing Context
  ) throws(Failure) -> ExitCode {
    var batch = RunBatch(
      try Connection.open(context.flags, for: Ingest.name), replace: context.flags.has("--replace"))
    let baseline = context.flags["--set-baseline"].map { BaselineChoice(name: $0) }
    var answers: [Result<Ingest.Result, ClientError>] = []
    do throws(ClientError) {
      for (index, run) in runs.enumerated() {
        answers += try batch.add(run, baseline: index == runs.count - 1 ? baseline : nil)
      }
      answers += try batch.send()
    } catch {
      throw Failure(error)
    }
    var result = Ingest.Result()
    var stored: [IngestedRun] = []
    var refusal: Failure?
    for answer in answers {
      switch answer {
      case .success(let one):
        var run = IngestedRun()
        (run.runID, run.points, run.created) = (one.runID, one.points, one.created)
        stored.append(run)
      case .failure(let error): refusal = refusal ?? Wording(command: self, flags: context.flags).failure(error)
      }
    }
    if let refusal, stored.isEmpty { throw refusal }
    result.runID = stored.last?.runID ?? ""
    result.points = stored.map(\.points).reduce(0, +)
    result.created = stored.contains { $0.created }
    (result.runs, result.failures) = (stored, left.failures)
    (result.skipped, result.notes) = (left.skipped, left.notes)
    try context.show(
      result, text: { stored.map(\.runID).joined(separator: "\n") },
      markdown: { stored.map { "- Ingested run `\($0.runID)` (\($0.points) points)" }.joined(separator: "\n") })
    if let refusal { throw refusal }
    return .passed
  }
}
