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
    .optional(
      "environment_ignore", \.environmentIgnored, "Members of environments that do not tell them apart for gates."),
  ]
}

extension Configuration {
  /// A member that is none of ours and looks like one that gates go by: what it was to say does not hold.
  var likelyMistake: String? {
    let names = ["policies", "environment_ignore"]
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
    guard let elements = policies.elements else { throw JSONError("expected an array").under("policies") }
    var policies: [GatePolicy] = []
    for (place, element) in elements.enumerated() {
      do throws(JSONError) {
        var parser = JSONParser()
        let policy = try parser.decode(GatePolicy.self, from: JSONWriter.bytes(of: element))
        if policy.leastRuns > policy.mostRuns {
          throw JSONError("is above max_runs", hint: "Give at most \(policy.mostRuns).").under("min_runs")
        }
        policies.append(policy)
      } catch {
        throw error.under(place).under("policies")
      }
    }
    return policies
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
