import CalibraxAnalysis

/// Earlier runs and new ones of the same code, again and again, and how often gates take the new ones for a regression when
/// nothing changed and when they were made slower.
struct GateTrials: Sendable {
  /// By how much the new runs are slower.
  static let slowdowns = [0, 0.05, 0.1, 0.2]

  let gates: [Gate]

  /// How often gates flagged, by gate and slowdown.
  struct Tally: Sendable {
    var trials = 0
    var flagged: [[Int]]

    /// The share that was flagged, and its standard error if the trials are independent.
    func rate(gate: Int, slowdown: Int) -> (value: Double, standardError: Double)? {
      guard trials > 0 else { return nil }
      let value = Double(flagged[gate][slowdown]) / Double(trials)
      return (value, (value * (1 - value) / Double(trials)).squareRoot())
    }
  }

  /// How many values a trial takes.
  var valueCount: Int { gates.map(\.isContender.count).max() ?? 0 }

  /// Trials with generated noise; the new runs follow the earlier ones in time.
  func tally(_ noise: GeneratedNoise, trials: Int, seed: UInt64) async -> Tally {
    let chunk = 500
    let stream = GeneratedNoise.allCases.firstIndex(of: noise) ?? 0
    let starts = Array(stride(from: 0, to: trials, by: chunk))
    let tallies = await concurrentMap(starts) { start in
      var tally = emptyTally
      for trial in start..<min(start + chunk, trials) {
        var generator = Xoshiro256(seed: seed, stream: stream, trial)
        add(noise.values(count: valueCount, using: &generator)[...], to: &tally)
      }
      return tally
    }
    return tallies.reduce(emptyTally, +)
  }

  /// Trials with every stretch of runs that were recorded; those that overlap are not independent.
  func tally(_ runs: RecordedRuns) async -> Tally {
    let tallies = await concurrentMap(runs.workloads) { values in
      var tally = emptyTally
      for start in 0...max(0, values.count - valueCount) { add(values[start...].prefix(valueCount), to: &tally) }
      return tally
    }
    return tallies.reduce(emptyTally, +)
  }

  private var emptyTally: Tally {
    Tally(flagged: gates.map { _ in Self.slowdowns.map { _ in 0 } })
  }

  private func add(_ values: ArraySlice<Double>, to tally: inout Tally) {
    tally.trials += 1
    for (gateIndex, gate) in gates.enumerated() {
      let runs = zip(values, gate.isContender)
      let history = runs.filter { !$0.1 }.map(\.0)
      let contenders = runs.filter { $0.1 }.map(\.0)
      for (index, slowdown) in Self.slowdowns.enumerated()
      where gate.isRegression(history, contenders.map { $0 * (1 + slowdown) }) {
        tally.flagged[gateIndex][index] += 1
      }
    }
  }
}

private func + (left: GateTrials.Tally, right: GateTrials.Tally) -> GateTrials.Tally {
  GateTrials.Tally(
    trials: left.trials + right.trials,
    flagged: zip(left.flagged, right.flagged).map { zip($0, $1).map { $0 + $1 } })
}
