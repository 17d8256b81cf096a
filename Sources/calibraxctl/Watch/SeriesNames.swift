import CalibraxAPI
import CalibraxModel

extension SeriesHead {
  /// The series, by the name that it keeps.
  var name: SeriesName { SeriesName(execution: executionID, key: key) }
}

extension SamplesEvent.Part {
  /// The series, by the name that it keeps.
  var name: SeriesName { SeriesName(execution: executionID, key: key) }
}
