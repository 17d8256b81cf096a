import CalibraxJSON
import CalibraxModel

/// What a check or a comparison of runs found, in the form that every format shows.
struct Report {
  /// What was done.
  enum Kind {
    /// A run was held against a baseline.
    case threshold
    /// A run was judged by what noise lets expect.
    case gate
    /// Runs were compared with each other.
    case comparison
  }

  let kind: Kind
  let outcome: Outcome
  /// What the headline says behind the outcome's word.
  let finding: String
  /// What it says there of regressions and of service level objectives.
  var found = ""
  /// How many metrics were judged, of how many: `3 of 4 metrics judged`.
  var judged = ""
  /// What was judged and by what, each with its name.
  let facts: [(name: String, text: String)]
  /// What the values of each row are: `baseline` and `current`, or the labels of runs.
  let valueNames: [String]
  /// A metric each, the worst first.
  let rows: [ReportRow]
  /// What service level objectives say, in their order.
  var objectives: [ObjectiveResult] = []
  /// What was not even looked at, and no row tells of.
  var skipped: [SkippedMetric] = []
  /// What was answered.
  let result: any JSONWritable
  /// The members of the answer that the rows tell.
  let listed: [String]

  /// The command that made it.
  var command: String { kind == .comparison ? CompareCommand.name : CheckCommand.name }
  /// What its machine-readable forms are, and in which version: changed when something in them is renamed or removed.
  var schema: String { "calibrax.\(command).v1" }
  /// The outcome in a line; who is best where runs were compared.
  var headline: String { (kind == .comparison && outcome == .passed ? "" : outcome.word) + finding }
  /// The rows that people want to know of.
  var remarkable: [ReportRow] { rows.filter { $0.verdict != .pass } }

  /// The service level objectives that are not met.
  var missedObjectives: [ObjectiveResult] { objectives.filter { !$0.isMet } }

  func count(_ verdict: Verdict) -> Int { rows.count { $0.verdict == verdict } }
}
