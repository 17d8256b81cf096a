/// The share of series that a detector answers as it did a moment ago, and as it did elsewhere.
struct Agreement {
  var corpus: [LabeledSeries]

  func table(of detectors: [Detector], answers: [Answers]) async -> Table {
    var rows: [[Table.Cell]] = []
    for detector in detectors {
      let own = answers.first { $0.name == detector.name }?.found ?? []
      let recorded = Answers.recorded(in: corpus).first { $0.name == Answers.recordedName(detector.name) }
      let again = await Answers(of: detector, in: corpus).found
      rows.append([
        .text(detector.name), .number(share(own, again), digits: 4),
        .number(recorded.flatMap { share(own, $0.found) }, digits: 4),
      ])
    }
    return Table(
      title: "Share of series with the same answer", columns: ["detector", "asked again", "recorded"], rows: rows)
  }

  private func share(_ one: [[Int]], _ other: [[Int]]) -> Double? {
    one.isEmpty ? nil : Double(zip(one, other).count { $0 == $1 }) / Double(one.count)
  }
}
