import CalibraxModel

/// What is said of a service level objective in a line of text, everywhere the same.
extension ObjectiveResult {
  /// `SLO P99 TTFC: llama ttfc p99 0.0614 s <= 0.5 s met`.
  var line: String { "SLO \(logText(name)): \(finding)" }

  /// The same without the objective's name.
  var finding: String {
    let subject = [pointName ?? "", tagText(tags), metric, percentileText(percentile)].filter { !$0.isEmpty }
    return logText("\(subject.joined(separator: " ")) \(measurement) \(isMet ? "met" : "not met")")
  }

  private var measurement: String {
    guard let observedValue else { return (reason == .notMeasured ? "was not measured" : "has no samples") + "," }
    let sign = isMet == isLowerBetter ? "<" : ">"
    var texts = [observedValue, threshold].map(numberText)
    // Where rounding hides why it is not met, every digit counts.
    if !isMet, texts[0] == texts[1] { texts = ["\(observedValue)", "\(threshold)"] }
    return "\(texts[0])\(unitText(unit)) \(sign)\(isMet ? "=" : "") \(texts[1])\(unitText(unit))"
  }
}

extension [ObjectiveResult] {
  /// Those that are not met before those that are.
  func worstFirst() -> [ObjectiveResult] { filter { !$0.isMet } + filter(\.isMet) }

  /// `1 of 2 SLOs not met`.
  var finding: String {
    let missed = count { !$0.isMet }
    return "\(missed > 0 ? missed : count) of \(counted(count, "SLO")) \(missed > 0 ? "not met" : "met")"
  }

  /// A list in Markdown.
  var markdownList: String {
    listedLines(worstFirst()) { markdownText(MarkdownReport.shortened($0.line)) }.map { "- " + $0 }
      .joined(separator: "\n")
  }
}
