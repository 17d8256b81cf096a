import CalibraxModel

extension Threshold {
  /// The kind of violation, once the metric's direction is known; `nil` when that is needed and is not.
  func kind(for direction: Direction?) -> ThresholdKind? {
    guard when == .worse else { return when }
    switch direction {
    case .lower: return .above
    case .higher: return .below
    case .info, nil: return nil
    }
  }

  /// Whether a value violates it.
  func isViolated(by value: Double, as kind: ThresholdKind) -> Bool {
    guard let threshold else { return false }
    return kind == .above ? value > threshold : value < threshold
  }

  /// How bad a value is that violates it: by its ratio to the threshold, or for `below` of the threshold to it.
  ///
  /// Source: the Python calibrax, which has `above` only. Without a ratio, at a threshold of 0 or a value that is not
  /// above 0 where more is better, it is critical.
  func severity(of value: Double, as kind: ThresholdKind) -> AlertSeverity {
    if let severity { return severity }
    guard kind != .absent, let threshold else { return .error }
    let ratio: Double
    if kind == .above {
      guard threshold != 0 else { return .critical }
      ratio = value / threshold
    } else {
      guard value > 0 else { return .critical }
      ratio = threshold / value
    }
    return ratio > 2 ? .critical : ratio > 1.5 ? .error : ratio > 1.2 ? .warning : .info
  }
}
