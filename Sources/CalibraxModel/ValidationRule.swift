public import CalibraxJSON

/// A validator with its parameters, as the configuration of a metric lists it.
public struct ValidationRule: Document, Equatable {
  /// The validator.
  public var name = ""
  /// The column that x was taken from, which LLview's rules may name; the values come with their x.
  public var xColumn: String?
  /// Whether x is seconds since 1970, to be drawn as times.
  public var isTimestamp = false
  /// The parameters of the validator.
  public var unknownMembers: OrderedMap<JSON> = [:]

  /// A rule to be filled in.
  public init() {}

  /// The members that every rule may have.
  public static let fields: Fields<ValidationRule> = [
    .optional("name", \.name, "The validator; the other members are its parameters."),
    .optional("x_col", \.xColumn, "Taken as LLview's rules have it, and ignored: the values come with their x."),
    .optional(
      "is_ts", \.isTimestamp, "Whether x is seconds since 1970, to be drawn as 2024-06-05 12:00:00, UTC."),
  ]
}
