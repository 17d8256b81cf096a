/// The standard deviation of values that come one after another (Welford, Technometrics 4, 1962).
struct RunningDeviation {
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }

  /// The standard deviation of the values as a whole population, with n in the denominator.
  var ofPopulation: Double { count == 0 ? 0 : (squares / count).squareRoot() }
}
