/// How far values lie from their median by chance: the unit in which the detectors count differences.
///
/// As LLview has it, the largest of the median absolute deviation, the standard deviation, a share of the median and 1e-6.
/// One outlier among the values stretches the standard deviation, and with it hides what follows. The robust scale leaves
/// that out and makes the median absolute deviation comparable with it: times 1.4826 for normal noise, and corrected for
/// few values (Croux and Rousseeuw, Computational Statistics 1, 1992), of which it would be too small.
struct NoiseScale {
  /// The share of the median that noise has at least.
  let floor: Double
  /// Whether outliers must not stretch it.
  let isRobust: Bool

  /// A scale whose floor is given in percent of the median.
  init(floorPercent: Double, isRobust: Bool) {
    floor = floorPercent / 100
    self.isRobust = isRobust
  }

  /// The scale of values, in their unit; NaN where one of them is.
  func callAsFunction(
    _ values: OrderStatisticTree, median: Double, standardDeviation: @autoclosure () -> Double
  ) -> Double {
    let deviation = values.medianDeviation(from: median)
    let floor = floor * abs(median)
    // NaN must stay: it does where it comes first.
    return isRobust
      ? max(1.4826 * Self.correction(values.count) * deviation, floor, 1e-6)
      : max(deviation, standardDeviation(), floor, 1e-6)
  }

  /// What the median absolute deviation of so many normal values is too small by.
  private static func correction(_ count: Int) -> Double {
    let few = [1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107]
    return few.indices.contains(count - 2) ? few[count - 2] : Double(count) / (Double(count) - 0.8)
  }
}
