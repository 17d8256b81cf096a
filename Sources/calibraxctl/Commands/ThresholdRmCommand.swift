import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Holds a metric against a threshold no more.
enum ThresholdRmCommand: Command {
  static let name = "threshold rm"
  static let summary = "Take the thresholds of a metric away; the alerts that they have raised are resolved."
  static let method: (any CalibraxRPC.Method.Type)? = RemoveThreshold.self
  static let operands = "METRIC"
  static let operandMembers = ["metric_name"]
  static let flags = [
    Flag(
      "--when", "KIND", RemoveThreshold.self, "when",
      "Only the threshold of this kind: above, below, worse or absent; all of the metric when left out.")
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    var params = RemoveThreshold.Params()
    params.metricName = try context.operand(0)
    params.when = try context.flags.choice("--when", of: ThresholdKind.self)
    let result = try context.call(RemoveThreshold.self, params)
    let what = params.when.map { "Threshold \"\($0.rawValue)\"" } ?? "Thresholds"
    let text = "\(what) of \(printable(params.metricName)) removed"
    try context.show(result, text: { text }, markdown: { text })
    return .passed
  }
}
