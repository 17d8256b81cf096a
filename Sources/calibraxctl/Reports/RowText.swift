import CalibraxModel

/// A text from anywhere inside a line of a log, in which GitHub Actions finds no command.
func logText(_ text: String) -> String { printable(text).replacing("##[", with: "## [") }

/// The first twenty lines of a list, and how many more there are.
func listedLines<Row>(_ rows: [Row], _ line: (Row) -> String) -> [String] {
  rows.prefix(20).map(line) + (rows.count > 20 ? ["… and \(rows.count - 20) more"] : [])
}

/// What is said of a metric in a line of text, everywhere the same.
extension ReportRow {
  /// The point with its tags, and the metric.
  var name: String { name(hasTags: true) }

  /// One that GitHub Actions would take for a command, where a line of a log begins with it, is changed a little.
  func name(hasTags: Bool) -> String {
    let parts = [pointName, hasTags ? tagText(tags) : "", metric]
    let text = logText(parts.filter { !$0.isEmpty }.joined(separator: " "))
    let isCommand = text.unicodeScalars.drop { $0.properties.isWhitespace }.starts(with: "::".unicodeScalars)
    return isCommand ? "\u{FFFD}" + text : text
  }

  /// Which way the value went; empty where there is nothing to compare.
  var arrow: String {
    guard let baseline, let current else { return "" }
    return current < baseline ? "↓" : "↑"
  }

  /// `↑ CV-1/small latency: 12 → 15 (+25.0%, 95% CI +9.9% to +12.9%): why`.
  var line: String {
    let hasChange = !arrow.isEmpty && verdict?.isJudged == true
    return (hasChange ? arrow + " " : "") + name + (finding.isEmpty ? "" : ": " + finding)
  }

  /// The same without the name: values, change and reason, as far as the verdict rests on them.
  var finding: String {
    switch verdict {
    case .regressed, .unconfirmed, .improved, .pass:
      return [change ?? "", reason].filter { !$0.isEmpty }.joined(separator: ": ")
    case .noisy: return "\(unseen), \(percent(allowed)) is allowed"
    case .incomparable, .insufficient, .missing: return reason
    case .new, nil: return ""
    }
  }

  /// Why the verdict is what it is, beside the values.
  var why: String {
    if verdict == .noisy, evidence.detectable != nil { return unseen }
    return evidence.reason ?? intervalText ?? ""
  }

  /// The 95 % confidence interval of the change.
  var intervalText: String? {
    interval.map { "95% CI \(signedPercent($0.lower)) to \(signedPercent($0.upper))" }
  }

  /// It may quote what anybody wrote.
  private var reason: String { evidence.reason.map { printable($0, limit: .max) } ?? "" }

  private var change: String? {
    guard let baseline, let current else { return nil }
    let size = deltaPct.map { signedPercent($0) } ?? "from 0"
    return "\(short(baseline)) → \(short(current)) (\(size)\(intervalText.map { ", " + $0 } ?? ""))"
  }

  private var unseen: String {
    "a change below \(evidence.detectable.map(percent) ?? "?") would not be seen"
  }

  private func percent(_ fraction: Double) -> String { fixed(fraction * 100, 1) + "%" }
}

extension Verdict {
  /// What is said of the metrics that have it.
  var title: String {
    switch self {
    case .regressed: "Regressed"
    case .unconfirmed: "Unconfirmed"
    case .missing: "Missing"
    case .improved: "Improved"
    case .noisy: "Too noisy to see what is not allowed"
    case .incomparable: "Measured in another environment"
    case .insufficient: "Too few runs"
    case .new: "New"
    case .pass: "Passed"
    }
  }
}
