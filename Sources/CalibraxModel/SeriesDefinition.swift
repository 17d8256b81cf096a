public import CalibraxJSON

/// How a series is shown and how fast its clients record it.
public struct SeriesDefinition: Record, Hashable {
  /// The chart it belongs to; one of its own when `nil`.
  public var group: MetricGroup?
  /// Its y-axis.
  public var scale: MetricScale?
  /// Samples a second that its clients send at most; `nil` for all.
  public var throttle: Double?

  /// A chart and a y-axis of its own.
  public init() {}

  /// A definition.
  public init(group: MetricGroup?, scale: MetricScale?, throttle: Double?) {
    self.group = group
    self.scale = scale
    self.throttle = throttle
  }

  /// The members.
  public static let fields: Fields<SeriesDefinition> = [
    .optional("group", \.group, "The chart it belongs to; one of its own when left out."),
    .optional("scale", \.scale, "Its y-axis."),
    .optional("throttle", \.throttle, "Samples a second that its clients send at most; all when left out."),
  ]

  /// What makes it unusable; `nil` when nothing does.
  public var problem: JSONError? {
    if let problem = group?.problem { return problem.under("group") }
    if let problem = scale?.problem { return problem.under("scale") }
    guard let throttle, !(throttle > 0 && throttle.isFinite) else { return nil }
    return JSONError("must be above 0", hint: "Leave it out to record every sample.").under("throttle")
  }
}

/// What a series is called: its metric's key, in an execution.
public struct SeriesName: Hashable, Sendable {
  /// The execution; ``Execution/alwaysOpen`` when none was named.
  public var execution: String
  /// The metric's key.
  public var key: String

  /// A name.
  public init(execution: String, key: String) {
    self.execution = execution
    self.key = key
  }
}
