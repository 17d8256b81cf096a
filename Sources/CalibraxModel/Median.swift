extension Array<Double> {
  /// The median; there must be at least one number.
  public var median: Double { sorted().medianOfSorted }

  /// The median of sorted numbers: the one in the middle, or the mean of the two there. There must be at least one.
  public var medianOfSorted: Double {
    self[(count - 1) / 2].midpoint(to: self[count / 2])
  }
}

extension Double {
  /// The mean of this and another number, also where their sum is too large to be one.
  public func midpoint(to other: Double) -> Double {
    let sum = self + other
    return sum.isFinite ? sum / 2 : self / 2 + other / 2
  }
}
