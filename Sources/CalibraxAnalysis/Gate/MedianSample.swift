public import CalibraxModel

extension Metric {
  /// The median of the samples; `nil` where there are none.
  public var medianSample: Double? {
    let finite = (samples ?? []).compactMap { $0 }.filter(\.isFinite)
    return finite.isEmpty ? nil : finite.median
  }
}
