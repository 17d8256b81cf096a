extension Alert {
  /// A line for people, as the Python calibrax logs it: `[warning] Throughput below minimum: throughput=850.00
  /// (threshold=1000.00)`. It holds nothing that a terminal would obey.
  ///
  /// - Parameters:
  ///   - event: What became of the alert, before its message; `nil` when it was raised just now.
  ///   - severity: The severity as it is to be shown; its name when `nil`.
  ///   - limit: Characters of the message at most; the metric's name has half as many.
  public func line(_ event: String? = nil, severity: String? = nil, limit: Int = 500) -> String {
    let (text, metric) = (printable(message, limit: limit), printable(metricName, limit: limit / 2))
    let value = event == nil ? metricValue : lastValue
    return "[\(severity ?? self.severity.rawValue)] \(event.map { $0 + ": " } ?? "")\(text): "
      + "\(metric)=\(valueText(value)) (threshold=\(valueText(threshold)))"
  }
}

/// A value of a metric as people read it: `850.00`, and more digits where two would say nothing.
public func valueText(_ value: Double) -> String {
  let isReadable = value == 0 || (0.01..<1e15).contains(abs(value))
  return isReadable ? fixed(value, 2) : short(value, 3)
}
