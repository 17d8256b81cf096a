public import CalibraxModel

extension Metric {
  /// What stands for a run when runs are compared: the median of its samples, or its value where it has none.
  public var medianSample: Double? {
    let finite = (samples ?? []).compactMap { $0 }.filter(\.isFinite)
    return finite.isEmpty ? finiteValue : finite.median
  }
}
