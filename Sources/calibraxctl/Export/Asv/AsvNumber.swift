import CalibraxJSON

/// A number as Python's `json` writes it, also one that JSON does not have.
struct AsvNumber: JSONWritable {
  private let value: Double

  init(_ value: Double) {
    self.value = value
  }

  func write(to writer: inout JSONWriter) {
    if value.isFinite {
      writer.double(value)
    } else if value.isNaN {
      writer.raw("NaN")
    } else if value < 0 {
      writer.raw("-Infinity")
    } else {
      writer.raw("Infinity")
    }
  }
}
