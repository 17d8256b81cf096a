public import CalibraxJSON

extension JSON {
  /// The same with `"Infinity"` and `"NaN"` for numbers that are none to JSON.
  public var spelledOut: JSON {
    switch self {
    case .number(let number): number.double.isFinite ? self : .string(JSONNumber(number.double).text)
    case .array(let elements): .array(elements.map(\.spelledOut))
    case .object(let members): .object(members.mapValues { $0.spelledOut })
    default: self
    }
  }
}
