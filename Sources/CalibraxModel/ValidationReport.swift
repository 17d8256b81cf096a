public import CalibraxJSON

/// What validators say of the values of a curve.
public struct ValidationReport: Record, Equatable {
  /// What one rule says.
  public struct Entry: Record, Equatable {
    /// The validator.
    public var name = ""
    /// The places of the values that it flagged.
    public var flagged: [Int] = []

    /// An entry to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Entry> = [
      .required("name", \.name, "The validator."),
      .required("flagged", \.flagged, "The places of the values that it flagged, from 0, in rising order."),
    ]
  }

  /// Of each value, whether no rule flagged it.
  public var ok: [Bool] = []
  /// The places of the values that a rule flagged.
  public var flagged: [Int] = []
  /// What each rule says, in their order.
  public var rules: [Entry] = []
  /// What they draw over the plot.
  public var layout = PlotLayout()

  /// A report to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<ValidationReport> = [
    .required("ok", \.ok, "Of each value, whether no rule flagged it."),
    .required("flagged", \.flagged, "The places of the values that a rule flagged, from 0, in rising order."),
    .required("rules", \.rules, "What each rule flagged, in their order."),
    .required("layout", \.layout, "What they draw over the plot."),
  ]
}
