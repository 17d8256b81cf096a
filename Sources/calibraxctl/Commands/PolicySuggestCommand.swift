import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Suggests policies.
enum PolicySuggestCommand: Command {
  static let name = "policy suggest"
  static let summary = "Suggest thresholds that a check by history can keep in the noise of earlier runs."
  static let details = """
    Detectable is the smallest change that a check could see, False alarms the share of earlier runs that the policies as
    they are would have called a regression without cause. What is printed last can stand in config.json.
    """
  static let method: (any CalibraxRPC.Method.Type)? = SuggestPolicies.self
  static let flags = [
    Flag("--branch", "BRANCH", SuggestPolicies.self, "branch"),
    Flag(
      "--n-runs", "N", SuggestPolicies.self, "n_runs",
      "How many of its newest runs, of one environment; 50 when left out."),
    Flag("--point", "POINT", SuggestPolicies.self, "point"),
    Flag("--metric", "METRIC", SuggestPolicies.self, "metric"),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = SuggestPolicies.Params()
    params.branch = context.flags["--branch"]
    if let runs = try context.flags.integer("--n-runs") { params.runs = runs }
    (params.point, params.metric) = (context.flags["--point"], context.flags["--metric"])
    let result = try context.call(SuggestPolicies.self, params)
    if result.suggestions.isEmpty, try context.flags.format != .json {
      context.terminal.complain(
        "calibraxctl: there is nothing to judge: \(source(result)), and none has such a metric whose direction is known"
      )
      return .nothingToJudge
    }
    let rows = rows(result)
    let title = "Noise of \(source(result))"
    let policies = policyText(result)
    try context.show(
      result,
      text: { "\(title)\n\(columns(rows, right: [3, 4, 5, 6, 7, 8]))\n\n\(policies)" },
      markdown: { "\(title)\n\n\(markdownTable(rows))\n\n```json\n\(policies)\n```" })
    return result.suggestions.isEmpty ? .nothingToJudge : .passed
  }

  /// The runs that were looked at: `50 runs of main, up to r49`.
  private static func source(_ result: SuggestPolicies.Result) -> String {
    let others = result.otherEnvironments > 0 ? ", \(result.otherEnvironments) of other environments left out" : ""
    return "\(result.runs) runs \(result.branch.map { "of \(printable($0))" } ?? "without a branch")"
      + (result.newest.map { ", up to \($0)" } ?? "") + others
  }

  private static func rows(_ result: SuggestPolicies.Result) -> [[String]] {
    let hasNotes = result.suggestions.contains { $0.reason != nil }
    return [
      ["Point", "Metric", "Policy", "Runs", "Noise", "Detectable", "False alarms", "Threshold", "Suggested"]
        + (hasNotes ? ["Note"] : [])
    ]
      + result.suggestions.map { suggestion in
        [
          suggestion.pointName, suggestion.metric, suggestion.rule.map { "policies[\($0)]" } ?? "-",
          "\(suggestion.levelCount) of \(suggestion.count)", percent(suggestion.noise, 2),
          percent(suggestion.detectable, 2),
          suggestion.falseAlarmRate.map { percent($0, 1) + " of \(suggestion.judged)" } ?? "-",
          percent(suggestion.presentThreshold, 1), percent(suggestion.threshold, 1),
        ] + (hasNotes ? [suggestion.reason ?? ""] : [])
      }
  }

  private static func percent(_ share: Double?, _ digits: Int32) -> String {
    share.map { fixed($0 * 100, digits) + "%" } ?? "-"
  }

  /// The policies as a member of config.json.
  private static func policyText(_ result: SuggestPolicies.Result) -> String {
    "\"policies\": " + String(decoding: JSONWriter.indented(JSONWriter.bytes(of: result.policies)), as: UTF8.self)
  }
}
