import Testing

@testable import calibrax_accuracy

/// The tables count what they say.
@Suite struct DetectionTablesTests {
  @Test func changesAndNoneAreCountedApart() {
    let corpus = [
      series("gauss", .step, [50]), series("gauss", .null, []), series("heavy", .bump, [30, 60]),
      series("heavy", .spikes, []), series("real", .step, [40]),
    ]
    let answers = Answers(name: "d", found: [[51], [10, 20], [30, 90], [7], []])
    let tables = DetectionTables(corpus).tables(of: [answers])
    #expect(figures(tables, "Recall") == ["gauss": 1, "heavy": 0.5, "real": 0, "generated": 2.0 / 3])
    #expect(figures(tables, "Precision") == ["gauss": 1, "heavy": 0.5, "generated": 2.0 / 3])
    #expect(figures(tables, "False change points per 1,000 values on null") == ["gauss": 20, "generated": 20])
    #expect(figures(tables, "False change points per 1,000 values on spikes") == ["heavy": 10, "generated": 10])
  }

  @Test func answersAreRecordedOnlyIfAllAre() throws {
    let line = #"{"noise":"gauss","family":"null","values":[1,2],"change_points":[],"#
    let text = line + #""a":[1],"b":[]}"# + "\n" + line + #""a":[]}"#
    let corpus = try LineFile.values(of: Array(text.utf8), in: "corpus") { (_: LabeledSeries) in }
    #expect(Answers.recorded(in: corpus).map(\.name) == ["a (recorded)"])
    #expect(Answers.recorded(in: corpus).map(\.found) == [[[1], []]])
  }

  private func series(_ noise: String, _ family: SeriesFamily, _ changePoints: [Int]) -> LabeledSeries {
    var series = LabeledSeries()
    series.noise = noise
    series.family = family
    series.values = Array(repeating: 1, count: 100)
    series.changePoints = changePoints
    return series
  }
}
