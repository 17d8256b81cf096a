import CalibraxJSON

/// What became of the lines of a stream.
struct SampleCounts: Record {
  /// Lines whose sample is recorded.
  var recorded = 0
  /// Lines that hold no sample, or one that cannot be recorded.
  var refused = 0
  /// Lines that were read and not recorded, for the server was not there.
  var unsent = 0

  init() {}

  static let fields: Fields<SampleCounts> = [
    .required("recorded", \.recorded, "Lines whose sample is recorded."),
    .required("refused", \.refused, "Lines that hold no sample, or one that cannot be recorded."),
    .required("unsent", \.unsent, "Lines that were read and not recorded, for the server was not there."),
  ]

  /// The counts as a sentence.
  var text: String {
    "\(recorded) recorded" + (refused > 0 ? ", \(refused) refused" : "") + (unsent > 0 ? ", \(unsent) not sent" : "")
  }
}
