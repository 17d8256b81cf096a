import CalibraxAPI
import CalibraxJSON
import CalibraxModel

extension Trend.Params {
  /// Which series the flags of a command name.
  init(_ flags: borrowing ParsedFlags) throws(Failure) {
    self.init()
    metric = try flags.required("--metric")
    point = try flags.required("--point")
    tags = try flags.tags
    runs = try flags.integer("--n-runs")
    branch = flags["--branch"]
  }

  /// What is said where there is no such series.
  var nothingFound: String {
    "calibraxctl: No trend data found: no run has \(metric) at \(point)"
      + (tags.isEmpty ? "" : " with \(tagText(tags))")
  }
}

extension TrendSeries {
  /// What it is of: `throughput for CV-1/small (framework=Datarax)`.
  var title: String {
    "\(printable(metric)) for \(printable(pointName))" + (tags.isEmpty ? "" : " (\(printable(tagText(tags))))")
  }
}
