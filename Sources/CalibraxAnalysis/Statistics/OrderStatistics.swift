extension Array<Double> {
  /// The quantile of sorted numbers, linear between the two nearest (type 7 of Hyndman and Fan, American Statistician 50,
  /// 1996; what NumPy's `percentile` does). There must be at least one.
  ///
  /// - Parameter probability: From 0, the smallest, to 1, the largest.
  public func quantileOfSorted(_ probability: Double) -> Double {
    let place = Swift.max(0, Swift.min(Double(count - 1), probability * Double(count - 1)))
    let index = Swift.min(count - 1, Int(place))
    let (low, high) = (self[index], self[Swift.min(count - 1, index + 1)])
    let (span, part) = (high - low, place - Double(index))
    // Numbers of either sign can lie further apart than the largest one is.
    return span.isFinite ? low + span * part : low * (1 - part) + high * part
  }
}
