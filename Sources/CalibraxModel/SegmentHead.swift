public import CalibraxJSON

/// A file of recorded samples in a list.
public struct SegmentHead: Record, Equatable {
  /// The file, relative to the data directory.
  public var file = ""
  /// Its size.
  public var bytes = 0
  /// The samples in it.
  public var samples = 0
  /// When the last of them was recorded, at the latest; ISO 8601, UTC.
  public var recordedUntil = ""

  /// A head to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<SegmentHead> = [
    .required("file", \.file, "The file, relative to the data directory."),
    .required("bytes", \.bytes, "Its size."),
    .required("samples", \.samples, "How many samples are in it."),
    .required("recorded_until", \.recordedUntil, "When the last of them was recorded, at the latest; ISO 8601, UTC."),
  ]
}
