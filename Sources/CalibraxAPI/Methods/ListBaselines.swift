public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Lists baselines.
public enum ListBaselines: Method {
  /// The name on the wire.
  public static let name = "listBaselines"
  /// What it does.
  public static let summary = "The baselines, the runs they are copies of, and what was said when they were set."
  /// No parameters.
  public typealias Params = Empty

  /// The baselines.
  public struct Result: Record {
    /// The baselines in alphabetical order.
    public var baselines: [BaselineHead] = []

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("baselines", \.baselines, "The baselines in alphabetical order.")
    ]
  }
}
