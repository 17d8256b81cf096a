public import CalibraxJSON

/// What the y-axis of a metric shows. Metrics of one group whose scales have the same name share a y-axis.
public struct MetricScale: Record, Hashable {
  /// The scale's name; without one the y-axis is the metric's own.
  public var name: String?
  /// The unit of the values: `%`, `ms`.
  public var units: String?
  /// The y-axis's lower end; chosen by the values when `nil`.
  public var lower: Double?
  /// The y-axis's upper end; chosen by the values when `nil`.
  public var upper: Double?
  /// Whether the value is progress towards the upper end, shown as a bar.
  public var progress = false

  /// A metric's own scale without units or bounds.
  public init() {}

  /// A scale with what its y-axis shows.
  public init(
    _ name: String? = nil, units: String? = nil, lower: Double? = nil, upper: Double? = nil, progress: Bool = false
  ) {
    self.name = name
    self.units = units
    self.lower = lower
    self.upper = upper
    self.progress = progress
  }

  /// The members.
  public static let fields: Fields<MetricScale> = [
    .optional("name", \.name, "The scale's name: metrics of a group that name the same one share a y-axis."),
    .optional("units", \.units, "The unit of the values."),
    .optional("lower", \.lower, "The y-axis's lower end; chosen by the values when left out."),
    .optional("upper", \.upper, "The y-axis's upper end; chosen by the values when left out."),
    .optional("progress", \.progress, "Whether the value is progress towards upper, shown as a bar."),
  ]

  /// The part that is done where a value shows progress, 0 to 1; `nil` where nobody knows what it leads to.
  public func progress(at value: Double) -> Double? {
    guard let upper else { return nil }
    let lower = lower ?? 0
    let share = (value - lower) / (upper - lower)
    return share.isFinite ? min(1, max(0, share)) : nil
  }

  /// What makes it unusable; `nil` when nothing does.
  public var problem: JSONError? {
    if name?.isEmpty == true {
      return JSONError("is empty", hint: "Leave it out for a scale of its own.").under("name")
    }
    return boundsProblem(lower: lower, upper: upper)
  }
}

extension MetricScale: ExpressibleByStringLiteral {
  /// A scale with no more than a name.
  public init(stringLiteral name: String) {
    self.init(name)
  }
}
