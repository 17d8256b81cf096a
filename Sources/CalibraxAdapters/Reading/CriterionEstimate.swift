import CalibraxModel

/// What Criterion estimates of the time of an iteration; its folders and the messages of cargo-criterion say it alike.
struct CriterionEstimate {
  var value: Double?
  var lower: Double?
  var upper: Double?
  /// How it was estimated: as the slope of times over iterations, or as the mean where samples have as many each.
  var statistic: Measurement.Statistic
  var unit: String

  /// The measurement that it is. Criterion takes less for better, whatever it measures.
  func measurement(samples: [Double]) -> Measurement {
    var measurement = Measurement(isTime ? "wall" : unit, value, unit, .lower)
    measurement.statistic = statistic
    (measurement.lower, measurement.upper) = (lower, upper)
    measurement.samples = samples
    // Samples would make a value that Criterion does not give.
    if value == nil { measurement.error = "it has no estimate" }
    return measurement
  }

  /// How much of something is done a second.
  ///
  /// - Parameter amount: How much of it an iteration does.
  /// - Returns: `nil` when it cannot be said.
  func throughput(of amount: Double, _ unit: String) -> Measurement? {
    let factor = Unit(self.unit).factor
    guard isTime, let value, value > 0, value.isFinite, amount > 0 else { return nil }
    var measurement = Measurement("throughput", amount / (value * factor), unit, .higher)
    measurement.statistic = statistic
    // The more time, the less is done.
    measurement.lower = upper.map { amount / ($0 * factor) }
    measurement.upper = lower.map { amount / ($0 * factor) }
    return measurement
  }

  /// The time of an iteration in each sample; empty when times and iterations do not belong together.
  static func samples(times: [Double], iterations: [Double]) -> [Double] {
    guard times.count == iterations.count, iterations.allSatisfy({ $0 > 0 }) else { return [] }
    return zip(times, iterations).map { $0 / $1 }
  }

  private var isTime: Bool { Unit(unit).name == "s" }
}
