extension Array<Double> {
  /// The median of sorted numbers: the one in the middle, or the mean of the two there. There must be at least one.
  var medianOfSorted: Double {
    self[(count - 1) / 2].midpoint(to: self[count / 2])
  }

  /// The quantile of sorted numbers, linear between the two nearest (type 7 of Hyndman and Fan, American Statistician 50,
  /// 1996; what NumPy's `percentile` does). There must be at least one.
  ///
  /// - Parameter probability: From 0, the smallest, to 1, the largest.
  func quantileOfSorted(_ probability: Double) -> Double {
    let place = Swift.max(0, Swift.min(Double(count - 1), probability * Double(count - 1)))
    let index = Swift.min(count - 1, Int(place))
    let (low, high) = (self[index], self[Swift.min(count - 1, index + 1)])
    return low + (high - low) * (place - Double(index))
  }
}

extension Double {
  /// The mean of this and another number, also where their sum is too large to be one.
  func midpoint(to other: Double) -> Double {
    let sum = self + other
    return sum.isFinite ? sum / 2 : self / 2 + other / 2
  }
}
