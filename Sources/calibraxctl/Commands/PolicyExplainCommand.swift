import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Shows which policy holds.
enum PolicyExplainCommand: Command {
  static let name = "policy explain"
  static let summary = "Show which policy of config.json holds for a metric of a point, and why the others do not."
  static let details = """
    Of the policies that name a metric the first holds. POINT and METRIC are names; --tag gives the tags of the point.
    """
  static let method: (any CalibraxRPC.Method.Type)? = ExplainPolicy.self
  static let operands = "POINT METRIC"
  static let operandMembers = ["point", "metric"]
  static let flags = [
    Flag("--framework", "NAME", "The same as --tag framework=NAME."),
    Flag("--tag", "KEY=VALUE", "A tag of the point; may be repeated."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = ExplainPolicy.Params()
    params.point = try context.operand(0)
    params.metric = try context.operand(1)
    params.tags = try context.flags.tags
    let explanation = try context.call(ExplainPolicy.self, params)
    let place = explanation.rule.map { "\(ruleText($0)) of config.json" } ?? "no policy names it, what is usual holds"
    let title = "Policy of \(printable("\(params.point) \(params.metric)")): \(place)"
    let demands = [["Member", "Value"]] + demands(explanation.policy)
    let rules = [["Rule", "Point", "Metric", "Tags", "Outcome"]] + explanation.rules.map { row($0, explanation.rule) }
    let tables = explanation.rules.isEmpty ? [demands] : [demands, rules]
    try context.show(
      explanation, text: { ([title] + tables.map { columns($0) }).joined(separator: "\n\n") },
      markdown: { ([title] + tables.map(markdownTable)).joined(separator: "\n\n") })
    return .passed
  }

  /// What a policy demands; which metrics it is for the rules say.
  private static func demands(_ policy: GatePolicy) -> [[String]] {
    let members: OrderedMap<JSON> = JSON(writing: policy).members ?? [:]
    return members.filter { !["point", "metric", "tags"].contains($0.key) }.map {
      [$0.key, $0.value.string ?? String(decoding: JSONWriter.bytes(of: $0.value), as: UTF8.self)]
    }
  }

  private static func row(_ match: PolicyMatch, _ winner: Int?) -> [String] {
    let outcome =
      switch match.outcome {
      case .holds: "holds"
      case .hidden: "hidden behind \(winner.map(ruleText) ?? "")"
      case .mismatch: "does not match the " + match.mismatches.map(\.rawValue).joined(separator: " and the ")
      }
    return [ruleText(match.rule), match.point, match.metric, match.tags.isEmpty ? "-" : tagText(match.tags), outcome]
  }

  private static func ruleText(_ place: Int) -> String { "policies[\(place)]" }
}
