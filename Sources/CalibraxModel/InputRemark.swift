public import CalibraxJSON

/// What is to be known of a file that was read: that something in it is in no run, and why.
public struct InputRemark: Record, Equatable {
  /// The file's name.
  public var file = ""
  /// Where in it: `line 3`, `benchmarks[2].swaps`; empty for all of it.
  public var place = ""
  /// What is to be known, or why something is in no run.
  public var reason = ""

  /// An entry to be filled in.
  public init() {}

  /// An entry.
  public init(_ file: String, _ place: String, _ reason: String) {
    self.file = file
    self.place = place
    self.reason = reason
  }

  /// The members.
  public static let fields: Fields<InputRemark> = [
    .required("file", \.file, "The file's name."),
    .written("place", \.place, "Where in it, as line 3 or benchmarks[2].swaps; empty for all of it."),
    .required("reason", \.reason, "What is to be known, or why something is in no run."),
  ]
}
