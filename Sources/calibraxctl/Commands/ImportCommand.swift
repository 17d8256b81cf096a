import CalibraxAPI
import CalibraxAdapters
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Stores a history.
enum ImportCommand: Command {
  static let name = "import"
  static let summary = "Store the history that files of a benchmark tool hold; again it changes nothing."
  static let details = """
    Of PATH… the format is found unless --from says it; a folder stands for the files in it. Every file is a run, and each
    entry of a history is one; they may come in any order, and what is stored already is left alone. A file that cannot be
    read is told of, and the others are stored. The formats are those of ingest.
    """
  static let method: (any CalibraxRPC.Method.Type)? = Ingest.self
  static let operands = "PATH…"
  static let flags =
    SourceFlags.flags + [
      Flag("--dry-run", nil, "Only say what would be stored."),
      Flag("--replace", nil, Ingest.self, "replace", "Replace other content that is stored under a run's id."),
    ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let source = try SourceFlags(context.flags)
    guard !context.flags.operands.isEmpty else { throw .usage("import needs PATH…") }
    let read = ReadProgress()
    let (files, leftOut) = try SourcePaths.files(context.flags.operands, progress: read)
    let isDry = context.flags.has("--dry-run")
    let client =
      isDry ? nil : try Connection.open(context.flags, for: Ingest.name, isFromHere: false)
    let wording = Wording(command: self, flags: context.flags)
    var line = ProgressLine(context.terminal)
    let history = HistoryImport(
      source, client, replace: context.flags.has("--replace"), stored: isDry ? try StoredRuns(context) : nil,
      explain: { wording.failure($0) }
    ) { counts in
      line.show { "\(counts.runs) runs, \(megabytes(read.count)) of \(megabytes(read.total)) MB" }
    }
    var conversion = Conversion(tags: source.tags, joinsFiles: false, refusesBadFiles: false) { run, origin in
      history.take(run, origin)
    }
    do throws(AdapterError) { try conversion.read(files, by: source.adapter) } catch { throw Failure(error) }
    history.finish()
    line.clear()
    for line in LeftOut(skipped: leftOut + conversion.skipped, notes: conversion.notes).lines {
      context.terminal.complain("calibraxctl: \(line)")
    }
    for reason in history.refusals.prefix(20) { context.terminal.complain("calibraxctl: refused: \(reason)") }
    if let failure = history.failure { throw failure }
    try show(history.counts, files: files.count, bad: conversion.badFiles, isDry, context)
    return history.counts.refused > 0 || conversion.badFiles > 0 || history.counts.runs == 0 ? .refused : .passed
  }

  private static func show(
    _ counts: HistoryImport.Counts, files: Int, bad: Int, _ isDry: Bool, _ context: borrowing Context
  ) throws(Failure) {
    var parts = ["\(counts.created) new", "\(counts.repeated) there already"]
    if counts.refused > 0 { parts.append("\(counts.refused) refused") }
    if counts.failures > 0 { parts.append("\(counts.failures) measurements failed") }
    if bad > 0 { parts.append("\(bad) of the files unreadable") }
    let times = counts.times.map { ", \($0.lowerBound) to \($0.upperBound)" } ?? ""
    let text =
      "\(isDry ? "Would import" : "Imported") \(counts.runs) runs of \(files) files (\(counts.points) points\(times)): "
      + parts.joined(separator: ", ")
    let result: JSON = [
      "runs": .number(JSONNumber(counts.runs)), "points": .number(JSONNumber(counts.points)),
      "files": .number(JSONNumber(files)), "created": .number(JSONNumber(counts.created)),
      "repeated": .number(JSONNumber(counts.repeated)), "refused": .number(JSONNumber(counts.refused)),
      "failures": .number(JSONNumber(counts.failures)), "unreadable_files": .number(JSONNumber(bad)),
      "dry_run": .bool(isDry),
    ]
    try context.show(result, text: { text }, markdown: { text })
  }
}

private func megabytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1e6, 1) }
