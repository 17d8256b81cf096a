import CalibraxJSON
import CalibraxModel

/// What is exported.
enum ExportedData {
  /// The oldest first.
  case runs([ExportedRun])
  case execution(ExportedExecution)
}

/// A run with what its metrics mean.
struct ExportedRun {
  /// As it is stored.
  let run: Run
  /// What config.json says of metrics, overlaid by what the run says.
  let definitions: OrderedMap<MetricDef>
}

/// An execution with what it recorded.
struct ExportedExecution: Record {
  var execution = Execution()
  var series: [ExportedSeries] = []

  static let fields: Fields<ExportedExecution> = [
    .required("execution", \.execution, "The execution."),
    .required("series", \.series, "Its series, in the order they were defined."),
  ]
}

/// A series with all its samples.
struct ExportedSeries: Record {
  var key = ""
  var group: MetricGroup?
  var scale: MetricScale?
  var throttle: Double?
  /// By x; equal ones as they were recorded.
  var samples: [Sample] = []

  static let fields: Fields<ExportedSeries> = [
    .required("key", \.key, "The metric's key."),
    .optional("group", \.group, "The chart it belongs to."),
    .optional("scale", \.scale, "Its y-axis."),
    .optional("throttle", \.throttle, "Samples a second that its clients send at most."),
    .required("samples", \.samples, "The samples by x, [at, value] each."),
  ]
}
