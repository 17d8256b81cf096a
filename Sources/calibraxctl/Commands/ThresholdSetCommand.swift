import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Holds a metric against a threshold.
enum ThresholdSetCommand: Command {
  static let name = "threshold set"
  static let summary = "Hold a metric against a threshold from now on."
  static let details = """
    calibraxctl threshold set latency 1.5
    calibraxctl threshold set throughput 500 --when worse --for 60
    calibraxctl threshold set heartbeat --when absent --for 300

    METRIC is a key that is recorded, a metric of runs, or a source of the monitor as cpu_percent; VALUE is the one that
    is still good. It takes the place of the threshold of the same metric and kind.
    """
  static let method: (any CalibraxRPC.Method.Type)? = SetThreshold.self
  static let operands = "METRIC [VALUE]"
  static let operandMembers = ["metric_name", "threshold"]
  static let flags = [
    Flag(
      "--when", "KIND", SetThreshold.self, "when",
      "What violates it: a value above it (else), below it, worse by the metric's direction; or absent."),
    Flag(
      "--severity", "SEVERITY", SetThreshold.self, "severity",
      "How bad that is: \(AlertSeverity.words); when left out, by how far the value is off."),
    Flag(
      "--for", "SECONDS", SetThreshold.self, "for_seconds",
      "How long a violation lasts before it is told; 0 when left out, needed for absent."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let flags = context.flags
    var threshold = SetThreshold.Params()
    guard let metric = flags.operands.first else { throw .usage("\(name) needs METRIC VALUE") }
    threshold.metricName = metric
    if let kind = try flags.choice("--when", of: ThresholdKind.self) { threshold.when = kind }
    threshold.severity = try flags.choice("--severity", of: AlertSeverity.self)
    if let seconds = try flags.number("--for") { threshold.forSeconds = seconds }
    let value = flags.operands.dropFirst().first
    if threshold.when == .absent {
      if let value { throw .usage("\(name) --when absent takes no VALUE, and not \"\(value)\"") }
      guard flags.has("--for") else { throw .usage("\(name) --when absent needs --for SECONDS") }
    } else {
      guard let value else { throw .usage("\(name) needs METRIC VALUE") }
      threshold.threshold = try ParsedFlags.number(value, "VALUE")
    }
    let result = try context.call(SetThreshold.self, threshold)
    let text = "Threshold of \(printable(metric)) set: \(threshold.rule)"
    try context.show(result, text: { text }, markdown: { text })
    return .passed
  }
}

extension Threshold {
  /// What violates it, and what follows: `above 1.5 for 60 s, error`.
  var rule: String {
    let value = threshold.map { (when == .worse ? " than " : " ") + sampleText($0) } ?? ""
    let duration = forSeconds > 0 ? " for \(sampleText(forSeconds)) s" : ""
    return when.rawValue + value + duration + (severity.map { ", " + $0.rawValue } ?? "")
  }
}
