public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Removes old samples.
public enum PruneSeries: Method {
  /// The name on the wire.
  public static let name = "pruneSeries"
  /// What it does.
  public static let summary =
    "Removes the oldest segments of recorded samples, by age or size; tells first what would go."

  /// What to keep.
  public struct Params: Record {
    /// Seconds to keep segments for.
    public var maxAge: Double?
    /// Bytes that they may take.
    public var maxBytes: Int?
    /// Whether only to tell.
    public var dryRun = true

    /// Nothing is removed.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .optional(
        "max_age", \.maxAge, "Seconds for which a segment is kept after its last sample.", in: 0...1e12,
        advice: "Leave it out to keep segments of any age."),
      .optional(
        "max_bytes", \.maxBytes, "Bytes that all segments together may take; the oldest go first.", in: 0...(1 << 53),
        advice: "Leave it out to keep segments of any size."),
      .optional("dry_run", \.dryRun, "Whether only to tell what would be removed."),
    ]
  }

  /// What goes.
  public struct Result: Record {
    /// The segments.
    public var segments: [SegmentHead] = []
    /// Whether they are still there.
    public var dryRun = true

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("segments", \.segments, "The segments that go, the oldest first."),
      .required("dry_run", \.dryRun, "Whether they were only named."),
    ]
  }
}
