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
  ]
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
