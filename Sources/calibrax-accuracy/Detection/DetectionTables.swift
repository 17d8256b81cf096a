/// How well detectors do on a corpus, a row each and a column a noise.
struct DetectionTables {
  private let corpus: [LabeledSeries]
  private let noises: NoiseColumns

  init(_ corpus: [LabeledSeries]) {
    self.corpus = corpus
    noises = NoiseColumns(corpus.map(\.noise))
  }

  func tables(of answers: [Answers]) -> [Table] {
    let scores: [(String, Int32, ([Pair]) -> Double?)] = [
      ("F1 on step, bump and multi", 3, { counts(of: $0).f1 }),
      ("Precision on step, bump and multi", 3, { counts(of: $0).precision }),
      ("Recall on step, bump and multi", 3, { counts(of: $0).recall }),
      ("Covering on step, bump and multi", 3, meanCovering),
      ("Location error on step, bump and multi, values", 2, { counts(of: $0).locationError }),
    ]
    let ofChanges = scores.map { title, digits, score in
      table(title, digits, answers) { score($0.filter { SeriesFamily.changing.contains($0.series.family) }) }
    }
    let ofNone = SeriesFamily.unchanging.map { family in
      table("False change points per 1,000 values on \(family.rawValue)", 2, answers) {
        falsePoints(in: $0.filter { $0.series.family == family })
      }
    }
    return ofChanges + ofNone
  }

  private typealias Pair = (series: LabeledSeries, found: [Int])

  private func table(
    _ title: String, _ digits: Int32, _ answers: [Answers], _ score: ([Pair]) -> Double?
  ) -> Table {
    noises.table(title, about: "detector", rows: answers.map(\.name), digits: digits) { row, noises in
      score(Array(zip(corpus, answers[row].found)).filter { noises.contains($0.0.noise) })
    }
  }

  private func counts(of pairs: [Pair]) -> DetectionCounts {
    pairs.reduce(DetectionCounts()) { $0 + DetectionCounts(of: $1.series.changePoints, in: $1.found) }
  }

  private func meanCovering(of pairs: [Pair]) -> Double? {
    guard !pairs.isEmpty else { return nil }
    return pairs.reduce(0) {
      $0 + covering(of: $1.series.changePoints, by: $1.found, count: $1.series.values.count)
    } / Double(pairs.count)
  }

  private func falsePoints(in pairs: [Pair]) -> Double? {
    let values = pairs.reduce(0) { $0 + $1.series.values.count }
    return values == 0 ? nil : 1_000 * Double(pairs.reduce(0) { $0 + $1.found.count }) / Double(values)
  }
}
