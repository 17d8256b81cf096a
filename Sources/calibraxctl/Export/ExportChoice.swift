import CalibraxAPI

/// What the flags choose to export.
enum ExportChoice {
  /// Runs by their identifiers.
  case runs([String])
  case allRuns
  case execution(String)

  private static let run = "--run"
  private static let all = "--all"
  private static let execution = "--execution"

  static let flags = [
    Flag(run, "ID", GetRun.self, "run_id", "A run, else \"latest\"; may be repeated."),
    Flag(all, nil, "Every run, the oldest first."),
    Flag(execution, "ID", ListSeries.self, "execution_id", "The series of an execution in place of runs."),
  ]

  init(_ flags: ParsedFlags) throws(Failure) {
    let given = [Self.run, Self.all, Self.execution].filter { flags.has($0) }
    if given.count > 1 { throw .usage("\(given.joined(separator: " and ")) exclude each other: give one of them") }
    if let id = flags[Self.execution] {
      self = .execution(id)
    } else if flags.has(Self.all) {
      self = .allRuns
    } else {
      self = .runs(flags.has(Self.run) ? flags.all(Self.run) : ["latest"])
    }
  }

  var content: ExportedContent { if case .execution = self { .executions } else { .runs } }
}
