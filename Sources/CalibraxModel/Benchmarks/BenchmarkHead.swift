public import CalibraxJSON

/// A benchmark in the overview of all.
public struct BenchmarkHead: Record, Equatable {
  /// Its key.
  public var name = ""
  /// What it is called on pages.
  public var title = ""
  /// Its rows in all tabs.
  public var runs = RunTally()
  /// How many of its tabs are shown.
  public var tabs = 0
  /// How many of its tabs cannot be shown, for what their messages say.
  public var failedTabs = 0
  /// How many errors its console has.
  public var errors = 0
  /// How many warnings its console has.
  public var warnings = 0
  /// When its results were last collected, UTC; empty where they never were.
  public var collectedAt = ""

  /// An entry to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkHead> = [
    .required("name", \.name, "Its key."),
    .required("title", \.title, "What it is called on pages."),
    .required("runs", \.runs, "Its rows in all tabs."),
    .required("tabs", \.tabs, "How many of its tabs are shown; 1 where it has none."),
    .required("failed_tabs", \.failedTabs, "How many of its tabs cannot be shown, for what their messages say."),
    .required("errors", \.errors, "How many errors its console has."),
    .required("warnings", \.warnings, "How many warnings its console has."),
    .required("collected_at", \.collectedAt, "When its results were last collected, UTC; empty where never."),
  ]
}
