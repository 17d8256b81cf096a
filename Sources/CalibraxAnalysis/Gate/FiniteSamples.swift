public import CalibraxModel

extension Metric {
  /// The samples that one can compute with, in the order taken.
  var finiteSamples: [Double] { (samples ?? []).compactMap { $0 }.filter(\.isFinite) }

  /// The median of the samples; `nil` where there are none.
  public var medianSample: Double? {
    let finite = finiteSamples
    return finite.isEmpty ? nil : finite.median
  }
}
