import CalibraxAnalysis

/// How long a detector takes for a series of normal noise whose level changes by 10 % every 60 values.
struct SpeedTable {
  private static let counts = [120, 1_000, 10_000]
  private static let repeats = 5
  private static let appended = 400

  var seed: UInt64

  func table(of detectors: [Detector]) -> Table {
    let rows = detectors.map { detector -> [Table.Cell] in
      complain("speed: \(detector.name)")
      return [.text(detector.name)]
        + Self.counts.map { .number(milliseconds(detector, values: values($0)), digits: 3) }
    }
    return Table(
      title: "Milliseconds a series, median of \(Self.repeats)",
      columns: ["detector"] + Self.counts.map { "\($0) values" }, rows: rows)
  }

  /// How long the detector of a growing series takes for the next value and the answer then.
  func tableOfAppending() -> Table {
    let clock = ContinuousClock()
    let cells = Self.counts.map { count -> Table.Cell in
      var detector = ShiftDetector(values(count))
      let times = values(Self.appended).map { value in
        clock.measure {
          detector.append(value)
          use(detector.shifts)
        }
      }
      return .number(median(times.map { $0 / .milliseconds(1) }), digits: 3)
    }
    return Table(
      title: "Milliseconds an appended value, median of \(Self.appended)",
      columns: ["detector"] + Self.counts.map { "behind \($0)" }, rows: [[.text("robust")] + cells])
  }

  private func values(_ count: Int) -> [Double] {
    var generator = Xoshiro256(seed: seed, stream: count)
    var values = GeneratedNoise.gauss.values(count: count, using: &generator)
    for index in values.indices where index / 60 % 2 == 1 { values[index] *= 1.1 }
    return values
  }

  /// A first call warms up and does not count.
  private func milliseconds(_ detector: Detector, values: [Double]) -> Double? {
    let clock = ContinuousClock()
    let times = (0...Self.repeats).map { _ in clock.measure { use(detector.changePoints(values)) } }
    return median(times.dropFirst().map { $0 / .milliseconds(1) })
  }
}

/// Has the optimizer believe that a value is used.
@inline(never)
private func use<Value>(_ value: Value) {
  withExtendedLifetime(value) {}
}
