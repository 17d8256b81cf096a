public import CalibraxJSON

/// One measured value, with its confidence bounds and raw samples where the harness has them.
public struct Metric: Document, Equatable {
  /// The value; `nil` or not finite when the harness measured none.
  public var value: Double?
  /// Lower confidence bound, in the value's unit.
  public var lower: Double?
  /// Upper confidence bound, in the value's unit.
  public var upper: Double?
  /// Raw samples in the order taken, in the value's unit.
  public var samples: [Double?]?
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A metric without a value.
  public init() {}

  /// A metric with a value and, optionally, its bounds.
  public init(value: Double, lower: Double? = nil, upper: Double? = nil) {
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<Metric> = [
    .required("value", \.value, "The measured value; null or NaN when there is none.", nullable: true),
    .optional("lower", \.lower, "Lower confidence bound."),
    .optional("upper", \.upper, "Upper confidence bound."),
    .optional("samples", \.samples, "Raw samples in the order taken."),
  ]

  /// Why there is no value, where the harness says it: `fixture missing`.
  public var error: String? { unknownMembers["error"]?.string }

  /// The value where it is a number one can compute with.
  public var finiteValue: Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}
