import Glibc
import CalibraxModel

/// What an axis spans: from `lower` to `upper`, which is above it, both finite.
struct Axis: Equatable {
  private(set) var lower: Double
  private(set) var upper: Double

  /// An axis with the ends that are given, and for the others those of the values.
  init(_ values: ClosedRange<Double>?, lower: Double? = nil, upper: Double? = nil) {
    self.lower = lower ?? values?.lowerBound ?? upper.map { Self.below($0) } ?? 0
    self.upper = upper ?? values?.upperBound ?? lower.map { Self.above($0) } ?? 1
    if self.lower < self.upper { return }
    // A single value lies in the middle, and one beyond a given end does not count.
    let (from, to) = (self.lower, self.upper)
    if lower == nil { self.lower = Self.below(min(from, to)) }
    if upper == nil || lower != nil { self.upper = Self.above(lower == nil ? to : from) }
  }

  private static func below(_ value: Double) -> Double { max(-.greatestFiniteMagnitude, value - room(value)) }
  private static func above(_ value: Double) -> Double { min(.greatestFiniteMagnitude, value + room(value)) }
  private static func room(_ value: Double) -> Double {
    value == 0 ? 1 : max(abs(value) * 0.1, .leastNonzeroMagnitude)
  }

  /// Where a value lies between the ends, 0 to 1; beyond them outside of that.
  func fraction(of value: Double) -> Double {
    let span = upper - lower
    // Halved, as the distance of two doubles may not be one.
    return span.isFinite ? (value - lower) / span : (value / 2 - lower / 2) / (upper / 2 - lower / 2)
  }

  /// The same with ends at round numbers, but for those that are given.
  func rounded(parts: Int, keepsLower: Bool, keepsUpper: Bool) -> Axis {
    var result = self
    let step = step(parts: parts)
    // Where doubles lie farther apart than that, the ends are as round as they get.
    guard step > max(abs(lower), abs(upper)).ulp * 4 else { return self }
    let (low, high) = ((lower / step).rounded(.down) * step, (upper / step).rounded(.up) * step)
    if !keepsLower, low.isFinite { result.lower = low }
    if !keepsUpper, high.isFinite { result.upper = high }
    return result
  }

  /// A round number, of which so many fit between the ends at most.
  func step(parts: Int) -> Double {
    let part = (upper / 2 - lower / 2) / (Double(max(1, parts)) / 2)
    return roundStep(atLeast: min(part, .greatestFiniteMagnitude))
  }

  /// The multiples of a step between the ends; none when that would be too many.
  func multiples(of step: Double) -> [Double] {
    let (first, last) = ((lower / step).rounded(.up), (upper / step).rounded(.down))
    guard step > 0, last - first < 1_000, abs(first) < 0x1p52, abs(last) < 0x1p52, first <= last else { return [] }
    return (0...Int(clamping: last - first)).map { (first + Double($0)) * step + 0 }
  }
}

/// The smallest of 1, 2, 5, 10, 20 and so on, and their fractions, that is not below a value.
func roundStep(atLeast value: Double) -> Double {
  let power = pow(10, log10(value).rounded(.down))
  guard power > 0, power.isFinite else { return value }
  // A little less will do: a tenth is no double.
  let step = [1, 2, 5].map { $0 * power }.first { $0 >= value * (1 - 1e-9) } ?? 10 * power
  return min(step, .greatestFiniteMagnitude)
}
