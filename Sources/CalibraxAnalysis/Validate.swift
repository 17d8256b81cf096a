public import CalibraxModel

/// Has validators judge the values of a curve; a value is good when none flags it.
///
/// - Parameters:
///   - values: In the order of their x; `nil` where none was measured.
///   - x: As many as values; `nil` when nothing is to be drawn.
///   - rules: The validators with their parameters; what they draw comes in their order.
/// - Throws: ``ValidationError`` with the rule that cannot be applied.
public func validate(
  _ values: [Double?], x: [PlotCoordinate]?, rules: [ValidationRule]
) throws(ValidationError) -> ValidationReport {
  var report = ValidationReport()
  report.ok = [Bool](repeating: true, count: values.count)
  for (index, rule) in rules.enumerated() {
    let judgement: Judgement
    do throws(ValidationError) {
      judgement = try validator(of: rule).judge(Curve(values, x: x, showsTimes: rule.isTimestamp))
    } catch {
      var error = error
      error.rule = index
      throw error
    }
    var entry = ValidationReport.Entry()
    entry.name = rule.name
    entry.flagged = judgement.flagged
    report.rules.append(entry)
    report.layout.append(judgement.layout)
    for place in judgement.flagged { report.ok[place] = false }
  }
  report.flagged = report.ok.indices.filter { !report.ok[$0] }
  return report
}
