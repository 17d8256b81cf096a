import CalibraxModel
import CalibraxSystem
import Glibc

/// Figures of the same work done by us and by others, taken in one run.
struct Measurement {
  /// Whether a smaller or a larger figure is better.
  enum Better: String {
    case lower, higher
  }

  /// What was measured: `typed request, 120 bytes`.
  var title: String
  /// Of what the figures are: `µs`, `MB/s`.
  var unit: String
  var better: Better
  /// What our median, or our ratio to others, should reach.
  var budgets: [Budget] = []
  /// Ours first.
  var series: [Series] = []

  /// The figures of one subject.
  struct Series {
    var subject: String
    var figures: [Double]

    var least: Double { figures.min() ?? .nan }
    var most: Double { figures.max() ?? .nan }
    var median: Double { figures.isEmpty ? .nan : figures.median }
  }

  /// How many times as good our median is as that of a subject: over 1 we are ahead.
  func advantage(over series: Series) -> Double? {
    guard let ours = self.series.first, ours.subject != series.subject else { return nil }
    return better == .lower ? series.median / ours.median : ours.median / series.median
  }

  /// Whether a budget is kept; `nil` when what it is relative to was not measured.
  func keeps(_ budget: Budget) -> Bool? {
    guard let ours = series.first else { return nil }
    switch budget {
    case .median(let bound): return better == .lower ? ours.median <= bound : ours.median >= bound
    case .advantage(let factor, let subject):
      return series.first { $0.subject == subject }.flatMap { advantage(over: $0) }.map { $0 >= factor }
    }
  }

  /// Whether the budgets are kept, as far as that was measured; `nil` without any.
  var keepsBudgets: Bool? {
    let kept = budgets.compactMap { keeps($0) }
    return kept.isEmpty ? nil : kept.allSatisfy { $0 }
  }
}

/// What a measurement should reach. It is reported, and never makes the bench fail.
enum Budget {
  /// Our median, at most or at least.
  case median(Double)
  /// How many times as good as a subject.
  case advantage(Double, over: String)
}

/// Something that is measured, and its name.
struct Subject {
  var name: String
  /// Does the work and returns the figure.
  var measure: () throws -> Double

  init(_ name: String, _ measure: @escaping () throws -> Double) {
    self.name = name
    self.measure = measure
  }
}

extension Measurement {
  /// Takes the figures of every subject in turn, again and again, so that a noisy moment falls on all of them. A first
  /// round warms up and does not count.
  static func take(
    _ title: String, _ unit: String, better: Better, budgets: [Budget] = [], repeats: Int, _ subjects: [Subject]
  ) throws -> Measurement {
    var result = Measurement(title: title, unit: unit, better: better, budgets: budgets)
    result.series = subjects.map { Series(subject: $0.name, figures: []) }
    for round in 0...repeats {
      for (index, subject) in subjects.enumerated() {
        let figure = try subject.measure()
        if round > 0 { result.series[index].figures.append(figure) }
      }
    }
    return result
  }
}

/// The seconds that something takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = uptime()
  try body()
  return uptime() - start
}

/// The microseconds that one call takes, over enough calls to fill a tenth of a second or so.
func microseconds(calls: Int, _ body: () throws -> Void) rethrows -> Double {
  try seconds { for _ in 0..<calls { try body() } } / Double(calls) * 1e6
}

/// Has the optimizer believe that a value is used.
@inline(never)
func use<Value>(_ value: Value) {
  withExtendedLifetime(value) {}
}
