/// What a report comes to.
enum Outcome: String {
  case passed, regressed
  /// Nothing regressed, and a service level objective is not met.
  case missed = "slo_not_met"
  case unconfirmed, incomplete
  /// Nothing was compared, or all of it too noisy, too new or too seldom measured.
  case notJudged = "not_judged"

  /// What a headline begins with.
  var word: String {
    switch self {
    case .passed: "PASS"
    case .regressed, .missed: "FAIL"
    case .unconfirmed: "UNCONFIRMED"
    case .incomplete: "INCOMPLETE"
    case .notJudged: "NOT JUDGED"
    }
  }

  /// The colour of the word.
  var color: Terminal.Color {
    switch self {
    case .passed: .green
    case .regressed, .missed: .red
    case .unconfirmed, .incomplete, .notJudged: .yellow
    }
  }

  /// What a CI job is told.
  var exitCode: ExitCode {
    switch self {
    case .passed: .passed
    case .regressed, .missed: .regressed
    case .unconfirmed, .incomplete, .notJudged: .nothingToJudge
    }
  }
}
