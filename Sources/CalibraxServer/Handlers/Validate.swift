public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxModel
public import CalibraxRPC

extension Validate: ComputeMethod {
  /// How many values all rules together judge at most.
  private static let largestCount = 200_000
  /// How many rules are applied at most.
  private static let largestRuleCount = 100

  /// Takes the values and rules.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> ValidationReport {
    let rules = try rules(params)
    let count = params.values.count
    guard count * rules.count <= largestCount else {
      throw RPCError(
        .limitExceeded, "\(count) values and \(rules.count) rules were given, and \(largestCount) values are judged.",
        path: "params.values", hint: "Give \(largestCount / rules.count) values, the newest, or fewer rules.")
    }
    if let x = params.x { try checkPairs(params.values, "values", x, "x") }
    return { () throws(RPCError) in
      do throws(ValidationError) {
        return try validate(params.values, x: params.x, rules: rules)
      } catch {
        throw RPCError(error, isSingle: params.rules == nil)
      }
    }
  }

  private static func rules(_ params: Params) throws(RPCError) -> [ValidationRule] {
    if let rules = params.rules {
      try refuseBoth(params.validator, "validator", "rules")
      try refuseBoth(params.params.map { _ in "" }, "params", "rules")
      guard 1...largestRuleCount ~= rules.count else {
        throw RPCError(
          .invalidParams, "params.rules: \(rules.count) given, and 1 to \(largestRuleCount) are applied",
          path: "params.rules", hint: "Give rules with a name, as {\"name\":\"outlier_detector\"}.")
      }
      if let index = rules.firstIndex(where: \.name.isEmpty) {
        throw RPCError(
          .invalidParams, "params.rules[\(index)].name: is missing", path: "params.rules[\(index)].name",
          hint: "Name the validator.")
      }
      return rules
    }
    guard let validator = params.validator else {
      throw RPCError(
        .invalidParams, "params.validator: is missing", path: "params.validator",
        hint: "Give validator and params, or rules.")
    }
    var rule = params.params ?? ValidationRule()
    guard rule.name.isEmpty || rule.name == validator else {
      throw RPCError(
        .invalidParams, "params.params.name: is \"\(rule.name)\", and params.validator \"\(validator)\"",
        path: "params.params.name", hint: "Leave it out.")
    }
    rule.name = validator
    return [rule]
  }
}

extension RPCError {
  /// An error of a validator.
  ///
  /// - Parameter isSingle: Whether the rule was given by validator and params.
  fileprivate init(_ error: ValidationError, isSingle: Bool) {
    let path =
      switch error.place {
      case .value(let index): "params.values[\(index)]"
      case .x(let index): "params.x[\(index)]"
      case .parameter("name") where isSingle: "params.validator"
      case .parameter(let name): (isSingle ? "params.params." : "params.rules[\(error.rule)].") + name
      }
    self.init(.invalidParams, "\(path): \(error.message)", path: path, hint: error.hint)
  }
}
