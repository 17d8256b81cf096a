public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Reads the audit trail of baselines.
public enum BaselineHistory: Method {
  /// The name on the wire.
  public static let name = "baselineHistory"
  /// What it does.
  public static let summary = "What changed the baselines: when, to which run, why and by whom; the newest first."

  /// Which changes.
  public struct Params: Record {
    /// Only those of this baseline.
    public var name: String?
    /// How many at most.
    public var limit = 100

    /// The newest of all baselines.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional("name", \.name, "Only changes of this baseline."),
      .optional("limit", \.limit, "How many at most.", in: 1...10_000, advice: "Ask for 1 to 10,000."),
    ]
  }

  /// The changes.
  public struct Result: Record {
    /// The changes, the newest first.
    public var entries: [BaselineChange] = []
    /// How many lines of the audit trail, among those that were read, are no entries.
    public var damagedLines = 0

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("entries", \.entries, "The changes, the newest first."),
      .required(
        "damaged_lines", \.damagedLines,
        "How many lines of the audit trail, among those that were read, are no entries; somebody has changed them."),
    ]
  }
}
