public import CalibraxJSON

/// Metrics that are shown on one chart and share its x-axis.
public struct MetricGroup: Record, Hashable {
  /// The group's name.
  public var name = ""
  /// What the x-axis counts: `epoch`, `s`.
  public var units: String?
  /// The x-axis's lower end; chosen by the values when `nil`.
  public var lower: Double?
  /// The x-axis's upper end; chosen by the values when `nil`.
  public var upper: Double?

  /// A group to be filled in.
  public init() {}

  /// A group of a name, with what its x-axis shows.
  public init(_ name: String, units: String? = nil, lower: Double? = nil, upper: Double? = nil) {
    self.name = name
    self.units = units
    self.lower = lower
    self.upper = upper
  }

  /// The members.
  public static let fields: Fields<MetricGroup> = [
    .required("name", \.name, "The group's name: its metrics share a chart and its x-axis."),
    .optional("units", \.units, "What the x-axis counts."),
    .optional("lower", \.lower, "The x-axis's lower end; chosen by the values when left out."),
    .optional("upper", \.upper, "The x-axis's upper end; chosen by the values when left out."),
  ]

  /// What makes it unusable; `nil` when nothing does.
  public var problem: JSONError? {
    if name.isEmpty { return JSONError("is empty", hint: "Give the group a name.").under("name") }
    return boundsProblem(lower: lower, upper: upper)
  }
}

extension MetricGroup: ExpressibleByStringLiteral {
  /// A group with no more than a name.
  public init(stringLiteral name: String) {
    self.init(name)
  }
}

/// What is wrong with the ends of an axis; `nil` when nothing is.
func boundsProblem(lower: Double?, upper: Double?) -> JSONError? {
  for (name, bound) in [("lower", lower), ("upper", upper)] {
    if let bound, !bound.isFinite { return JSONError("is not finite", hint: "Give a number.").under(name) }
  }
  guard let lower, let upper, lower >= upper else { return nil }
  return JSONError("must be above lower", hint: "Exchange lower and upper.").under("upper")
}
