public import CalibraxModel
extension EvaluatedTab {
  /// A figure.
  public func figure(of plot: Int, row: String?) -> Figure? { nil }
}
