/// Where the latest values of a metric go.
enum Trend: String {
  case increasing, decreasing, stable

  /// That of values in the order they came: the slope of the least-squares line, a value, against their mean; over 0.01
  /// it is a trend. Below 3 values there is none. Source: the Python calibrax.
  init(of values: [Double]) {
    self = .stable
    guard values.count >= 3 else { return }
    let count = Double(values.count)
    let (center, mean) = ((count - 1) / 2, values.reduce(0, +) / count)
    var (covariance, variance) = (0.0, 0.0)
    for (index, value) in values.enumerated() {
      let offset = Double(index) - center
      covariance += offset * (value - mean)
      variance += offset * offset
    }
    let change = covariance / variance / (abs(mean) + 1e-8)
    if change > 0.01 { self = .increasing } else if change < -0.01 { self = .decreasing }
  }
}
