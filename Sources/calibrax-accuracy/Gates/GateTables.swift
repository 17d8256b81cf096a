/// How often gates flag, a row each and a column a noise.
struct GateTables {
  var trials: Int
  var seed: UInt64
  var runs: RecordedRuns

  func tables(of gates: [Gate]) async -> [Table] {
    let gateTrials = GateTrials(gates: gates)
    var tallies: [(noise: String, tally: GateTrials.Tally)] = []
    for noise in GeneratedNoise.allCases {
      complain("gates: \(noise.rawValue)")
      tallies.append((noise.rawValue, await gateTrials.tally(noise, trials: trials, seed: seed)))
    }
    complain("gates: \(LabeledSeries.realNoise)")
    tallies.append((LabeledSeries.realNoise, await gateTrials.tally(runs)))
    return GateTrials.slowdowns.indices.map { index in
      Table(
        title: title(GateTrials.slowdowns[index]), columns: ["gate"] + tallies.map(\.noise),
        rows: gates.indices.map { gate in
          [.text(gates[gate].name)] + tallies.map { percentage($0.tally.rate(gate: gate, slowdown: index)) }
        })
    }
  }

  private func title(_ slowdown: Double) -> String {
    slowdown == 0
      ? "Unchanged code that is flagged, %" : "Code slower by \(Int((100 * slowdown).rounded())) % that is flagged, %"
  }

  private func percentage(_ rate: (value: Double, standardError: Double)?) -> Table.Cell {
    rate.map { .number(100 * $0.value, digits: 2, standardError: 100 * $0.standardError) } ?? .empty
  }
}
