import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel

/// Validates values by one validator, at x = 0, 1, 2 …
func judge(
  _ values: [Double?], by name: String, _ parameters: OrderedMap<JSON> = [:], x: [PlotCoordinate]? = nil
) throws(ValidationError) -> ValidationReport {
  try validate(values, x: x ?? values.indices.map { PlotCoordinate(Double($0)) }, rules: [rule(name, parameters)])
}

/// A rule as a configuration has it.
func rule(_ name: String, _ parameters: OrderedMap<JSON> = [:]) -> ValidationRule {
  var rule = ValidationRule()
  rule.name = name
  rule.unknownMembers = parameters
  return rule
}

/// Values that repeat.
func level(_ value: Double?, _ count: Int) -> [Double?] { [Double?](repeating: value, count: count) }
