/// A sum that carries along what rounding leaves over, so that its error does not grow with how much is added (Neumaier,
/// ZAMM 54, 1974).
struct CompensatedSum {
  private var sum = 0.0
  private var remainder = 0.0

  /// The sum of some numbers.
  init(_ numbers: some Sequence<Double>) {
    for number in numbers { add(number) }
  }

  mutating func add(_ number: Double) {
    let next = sum + number
    remainder += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
    sum = next
  }

  var value: Double { sum + remainder }
}
