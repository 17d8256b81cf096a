public import CalibraxJSON

/// A value of a metric at a place on its x-axis; written `[at, value]`.
public struct Sample: Hashable, Sendable, BitwiseCopyable {
  /// The x-value: seconds since the execution's start, an epoch, a step.
  public var at: Double
  /// The value.
  public var value: Double

  /// A sample.
  @inlinable
  public init(at: Double, value: Double) {
    self.at = at
    self.value = value
  }
}

extension Sample: JSONReadable, JSONWritable {
  /// Reads `[at, value]`, both finite.
  public init(json: borrowing JSONView) throws(JSONError) {
    guard json.kind == .array, json.count == 2, let first = json.firstElement,
      let second = json.element(after: first)
    else { throw JSONError("expected [at, value]", hint: "Write a sample as [12.5, 0.25].") }
    do throws(JSONError) { at = try Double(finite: first) } catch { throw error.under(0) }
    do throws(JSONError) { value = try Double(finite: second) } catch { throw error.under(1) }
  }

  /// Two numbers.
  public static var schema: JSON {
    ["type": "array", "items": Double.schema, "minItems": 2, "maxItems": 2]
  }

  /// Writes `[at, value]`.
  public func write(to writer: inout JSONWriter) {
    writer.raw("[")
    writer.double(at)
    writer.raw(",")
    writer.double(value)
    writer.raw("]")
  }
}

extension Double {
  /// Reads a number that is finite.
  fileprivate init(finite json: borrowing JSONView) throws(JSONError) {
    self = try Double(json: json)
    if !isFinite { throw .notFinite }
  }
}

extension JSONError {
  /// A sample's number that is NaN or infinite.
  public static var notFinite: JSONError {
    JSONError("is not finite", hint: "Record finite numbers; leave out what is missing.")
  }
}
