import CalibraxModel

extension Array<Double> {
  /// The median absolute deviation from a center, scaled by 1.4826 so that it is the standard deviation of normal noise.
  /// There must be at least one number.
  func robustSpread(around center: Double) -> Double { 1.4826 * map { abs($0 - center) }.median }
}
