import Testing

@testable import calibrax_accuracy

/// The command line is read whole or refused.
@Suite struct ArgumentsTests {
  @Test func everythingCanBeAskedFor() throws {
    let arguments = try Arguments([
      "--corpus", "c", "--runs", "r", "--detectors", "pelt,otava", "--scores", "gates", "--format", "json", "--series",
      "3", "--trials", "10", "--seed", "7",
    ])
    #expect(arguments.corpus == "c")
    #expect(arguments.runs == "r")
    #expect(arguments.detectors.map(\.name) == ["pelt", "otava"])
    #expect(arguments.scores == [.gates])
    #expect(arguments.format == .json)
    #expect((arguments.series, arguments.trials, arguments.seed) == (3, 10, 7))
  }

  @Test(arguments: [
    (["--detectors", "otva"], #"unknown detector "otva": did you mean "otava"?"#),
    (["--scores", "x"], #"unknown score "x": there are points, replay, speed, gates"#),
    (["--series", "0"], "--series needs a number from 1 to 10000"), (["--seed"], "--seed needs a value"),
    (["--fast"], #"unknown argument "--fast"; see --help"#),
  ])
  func mistakesAreNamed(_ arguments: [String], _ complaint: String) {
    let refusal = #expect(throws: Refusal.self) { try Arguments(arguments) }
    #expect(refusal?.description == complaint)
  }
}
