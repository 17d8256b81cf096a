public import CalibraxJSON
public import CalibraxModel

/// What config.json says. It is never rewritten unasked; members of other programs are none of our business.
public struct Configuration: Document {
  /// Definitions that hold for every run.
  public var metricDefs = OrderedMap<MetricDef>()
  /// The W&B project that runs are exported to.
  public var wandbProject: String?
  /// The W&B entity that runs are exported to.
  public var wandbEntity: String?
  /// Who is told of alerts: a list, each of which is read alone, so that a mistake in one costs no other.
  public var alertHandlers: JSON = []
  /// How many alerts are kept in memory.
  public var maxAlerts = 1_000
  /// What gates demand of which metrics: a list of policies.
  public var policies: JSON = []
  /// What runs must keep to whatever they are compared with: a list of service level objectives.
  public var objectives: JSON = []
  /// Members of environments that do not tell them apart.
  public var environmentIgnored = ["host", "hostname", "node", "timestamp", "date", "time"]
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A configuration that says nothing.
  public init() {}

  /// The members.
  public static let fields: Fields<Configuration> = [
    .optional("metric_defs", \.metricDefs, "Definitions that hold for every run."),
    .optional("wandb_project", \.wandbProject, "The W&B project that runs are exported to."),
    .optional("wandb_entity", \.wandbEntity, "The W&B entity that runs are exported to."),
    .optional("alert_handlers", \.alertHandlers, "Who is told of alerts."),
    .optional(
      "max_alerts", \.maxAlerts, "How many alerts are kept in memory.", in: 1...1_000_000,
      advice: "Give 1 to 1,000,000."),
    .optional("policies", \.policies, "What gates demand of which metrics; of those that name one the first holds."),
    .optional("slos", \.objectives, "What runs must keep to whatever they are compared with."),
    .optional(
      "environment_ignore", \.environmentIgnored, "Members of environments that do not tell them apart for gates."),
  ]
}

extension Configuration {
  /// A member that is none of ours and looks like one that gates go by: what it was to say does not hold.
  var likelyMistake: String? {
    let names = ["policies", "slos", "environment_ignore"]
    for member in unknownMembers.members {
      if let meant = nearest(to: member.key, among: names) {
        return "\(member.key): unknown member; did you mean \"\(meant)\"?"
      }
    }
    return nil
  }

  /// What gates demand of which metrics, in order.
  ///
  /// - Throws: `JSONError` naming the first mistake: to leave out a policy would be to judge by another.
  public func readPolicies() throws(JSONError) -> [GatePolicy] {
    let policies = try Self.read(GatePolicy.self, from: policies, of: "policies")
    for (place, policy) in policies.enumerated() where policy.leastRuns > policy.mostRuns {
      throw JSONError("is above max_runs", hint: "Give at most \(policy.mostRuns).")
        .under("min_runs").under(place).under("policies")
    }
    return policies
  }

  /// What runs must keep to, in order.
  ///
  /// - Throws: `JSONError` naming the first mistake: to leave out an objective would be to call it met.
  public func readObjectives() throws(JSONError) -> [ServiceLevelObjective] {
    let objectives = try Self.read(ServiceLevelObjective.self, from: objectives, of: "slos")
    var places: [String: Int] = [:]
    for (place, objective) in objectives.enumerated() {
      if let problem = objective.problem { throw problem.under(place).under("slos") }
      if let other = places.updateValue(place, forKey: objective.key) {
        throw JSONError(
          "is the objective \(objective.key), which slos[\(other)] is too",
          hint: "Remove one of them, or give it another percentile."
        ).under(place).under("slos")
      }
    }
    return objectives
  }

  /// The records of a list, each mistake in which is told with its place.
  private static func read<Element: Record>(
    _ type: Element.Type, from list: JSON, of member: String
  ) throws(JSONError) -> [Element] {
    guard let elements = list.elements else { throw JSONError("expected an array").under(member) }
    var records: [Element] = []
    for (place, element) in elements.enumerated() {
      do throws(JSONError) {
        var parser = JSONParser()
        records.append(try parser.decode(type, from: JSONWriter.bytes(of: element)))
      } catch {
        throw error.under(place).under(member)
      }
    }
    return records
  }
}

extension ServiceLevelObjective {
  /// What of it makes no sense; `nil` where all does.
  fileprivate var problem: JSONError? {
    if metric.isEmpty { return JSONError("is empty", hint: "Name a metric, as ttfc.").under("metric") }
    if value > 0, value.isFinite { return nil }
    return JSONError("must be a finite number above 0", hint: "Give the limit in the metric's unit.").under("value")
  }
}

extension Configuration {
  /// Who is told of alerts, and what is wrong with the others.
  public func readAlertHandlers() -> (handlers: [AlertHandler], problems: [JSONError]) {
    guard let elements = alertHandlers.elements else {
      return ([], [JSONError("expected an array").under("alert_handlers")])
    }
    var handlers: [AlertHandler] = []
    var problems: [JSONError] = []
    for (place, element) in elements.enumerated() {
      do throws(JSONError) {
        var parser = JSONParser()
        let handler = try parser.decode(AlertHandler.self, from: JSONWriter.bytes(of: element))
        if let problem = handler.problem { throw problem }
        handlers.append(handler)
      } catch {
        problems.append(error.under(place).under("alert_handlers"))
      }
    }
    return (handlers, problems)
  }
}
