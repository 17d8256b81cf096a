import Testing

@testable import calibrax_accuracy

/// What the README tells of our own detector and gates stays true, on series that are the same in every run.
@Suite struct PromisedAccuracyTests {
  @Test func shiftsAreFoundAndNoiseIsNot() async throws {
    let corpus = GeneratedCorpus(seed: 2, series: 12).labeledSeries(runs: try RecordedRuns.bundled())
    let detector = try #require(allDetectors.first { $0.name == "robust" })
    let tables = DetectionTables(corpus).tables(of: [await Answers(of: detector, in: corpus)])
    let f1 = figures(tables, "F1")
    #expect(try #require(f1["generated"]) >= 0.95)
    for noise in GeneratedNoise.allCases { #expect(try #require(f1[noise.rawValue]) >= 0.92, "\(noise)") }
    let falsePoints = figures(tables, "False change points per 1,000 values on null")
    for noise in GeneratedNoise.allCases { #expect(try #require(falsePoints[noise.rawValue]) <= 1.5, "\(noise)") }
  }

  @Test(arguments: GeneratedNoise.allCases)
  func gatesFlagSlowdownsAndHardlyAnythingElse(_ noise: GeneratedNoise) async throws {
    let gate = try #require(allGates.first { $0.name == "history, confirmed by a run" })
    let tally = await GateTrials(gates: [gate]).tally(noise, trials: 400, seed: 4)
    #expect(tally.flagged[0][0] <= (noise == .heavy ? 4 : 2))
    // By a tenth.
    #expect(tally.flagged[0][2] >= 380)
  }
}
