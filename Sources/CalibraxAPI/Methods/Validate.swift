public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Has validators judge the values of a curve.
public enum Validate: Method {
  /// The name on the wire.
  public static let name = "validate"
  /// What it does.
  public static let summary =
    "Flags the values of a curve that are regressions, outliers or out of range, and says what to draw over its plot."

  /// The values and the validators.
  public struct Params: Record {
    /// The one validator.
    public var validator: String?
    /// Its parameters.
    public var params: ValidationRule?
    /// Several validators with their parameters.
    public var rules: [ValidationRule]?
    /// The values, in the order of their x.
    public var values: [Double?] = []
    /// Where they are on the x-axis.
    public var x: [PlotCoordinate]?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional(
        "validator", \.validator, "The validator; schemas/validate.NAME.json lists the parameters of each."),
      .optional("params", \.params, "The parameters of the validator."),
      .optional(
        "rules", \.rules,
        "In place of validator and params: several, each with its name; a value is good when none flags it."),
      .required("values", \.values, "The values, in the order of their x; null where none was measured."),
      .optional(
        "x", \.x,
        "Where each value is on the x-axis: numbers, as seconds since 1970, or strings; without, nothing is drawn."),
    ]
  }

  /// What they say.
  public typealias Result = ValidationReport
}
