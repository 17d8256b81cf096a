public import CalibraxJSON

/// A place on an axis: a number, seconds of a time axis included, or the name of a category.
public enum PlotCoordinate: Equatable, JSONReadable, JSONWritable, Sendable {
  /// A finite number, as it was written.
  case number(JSONNumber)
  /// A category, or a time as text.
  case text(String)

  /// A place on an axis of numbers.
  public init(_ value: Double) {
    self = .number(JSONNumber(value))
  }

  /// Reads a finite number or a string.
  public init(json: borrowing JSONView) throws(JSONError) {
    switch JSON(json) {
    case .number(let number) where number.double.isFinite: self = .number(number)
    case .number: throw JSONError("must be a finite number", hint: "Give where on the axis it is.")
    case .string(let text): self = .text(text)
    default: throw JSONError("expected a number or a string, found \(json.kind)")
    }
  }

  /// A number or a string.
  public static var schema: JSON { ["type": ["number", "string"]] }

  /// Writes it as it was read.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .number(let number): JSON.number(number).write(to: &writer)
    case .text(let text): writer.string(text)
    }
  }

  /// The number; `nil` of a text.
  public var double: Double? {
    if case .number(let number) = self { number.double } else { nil }
  }
}
