public import CalibraxJSON

/// How a row of a benchmark fared.
public enum BenchmarkStatus: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// All that is needed is there, and no validator objects.
  case successful = "S"
  /// All that is needed is there, and a validator objects.
  case warning = "W"
  /// Something that is needed is missing.
  case failed = "F"
}

/// How many rows there are, when they were measured and how they fared.
public struct RunTally: Record, Equatable {
  /// How many rows there are.
  public var total = 0
  /// How many of them did not fail.
  public var valid = 0
  /// When the first was measured, UTC.
  public var firstRun: String?
  /// When the last was measured, UTC.
  public var lastRun: String?
  /// The statuses of the last five moments, oldest first: `-S-S-F-S-W`, with a dash before them where there are more.
  public var status = ""

  /// A tally of nothing.
  public init() {}

  /// The members.
  public static let fields: Fields<RunTally> = [
    .required("total", \.total, "How many rows there are."),
    .required("valid", \.valid, "How many of them did not fail: their status is S or W."),
    .optional("first_run", \.firstRun, "When the first was measured, UTC; left out where no row says when."),
    .optional("last_run", \.lastRun, "When the last was measured, UTC."),
    .required(
      "status", \.status,
      "The statuses of the last five moments, oldest first, as -S-S-F-S-W: S successful, W a validator objects, F failed; a dash before them where there are more."
    ),
  ]
}
