/// How detectors do on series as their values come.
struct ReplayTables {
  private let corpus: [LabeledSeries]
  private let noises: NoiseColumns

  /// - Parameter corpus: Of which series without a change and with one are taken.
  init(_ corpus: [LabeledSeries]) {
    self.corpus = corpus.filter { [.null, .step].contains($0.family) }
    noises = NoiseColumns(corpus.map(\.noise))
  }

  func tables(of detectors: [Detector]) async -> [Table] {
    var replays: [[Replay]] = []
    for detector in detectors {
      complain("replay: \(detector.name)")
      replays.append(await concurrentMap(corpus) { Replay(of: $0, detector: detector) })
    }
    let scores: [(String, SeriesFamily, Int32, ([Replay]) -> Double?)] = [
      ("False alarms per 1,000 appended values on null", .null, 2, falseAlarms),
      ("False alarms per 1,000 appended values on step", .step, 2, falseAlarms),
      ("Share of steps told as values come", .step, 3, told),
      ("Median delay until a step is told, values", .step, 1, medianDelay),
    ]
    return scores.map { title, family, digits, score in
      noises.table(title, about: "detector", rows: detectors.map(\.name), digits: digits) { row, noises in
        score(zip(corpus, replays[row]).filter { $0.0.family == family && noises.contains($0.0.noise) }.map(\.1))
      }
    } + [bySize(detectors, replays)]
  }

  private func falseAlarms(_ replays: [Replay]) -> Double? {
    let appended = replays.reduce(0) { $0 + $1.appended }
    return appended == 0 ? nil : 1_000 * Double(replays.reduce(0) { $0 + $1.falseAlarms }) / Double(appended)
  }

  private func told(_ replays: [Replay]) -> Double? {
    let delays = replays.flatMap(\.delays)
    return delays.isEmpty ? nil : Double(delays.count { $0 != nil }) / Double(delays.count)
  }

  private func medianDelay(_ replays: [Replay]) -> Double? {
    median(replays.flatMap(\.delays).compactMap { $0.map(Double.init) })
  }

  // MARK: By the size of the step

  /// Between the sizes that are injected: 3, 5, 10 and 20 %.
  private static let sizes: [(name: String, bounds: Range<Double>)] = [
    ("under 4 %", 0..<0.04), ("4 to 7.5 %", 0.04..<0.075), ("7.5 to 15 %", 0.075..<0.15),
    ("over 15 %", 0.15..<(.infinity)),
  ]

  private func bySize(_ detectors: [Detector], _ replays: [[Replay]]) -> Table {
    let rows = detectors.indices.map { row in
      let ofSteps = zip(corpus, replays[row]).filter { $0.0.family == .step && $0.0.noise != LabeledSeries.realNoise }
      let cells = Self.sizes.flatMap { size -> [Table.Cell] in
        let replays = ofSteps.filter { size.bounds.contains(stepSize($0.0)) }.map(\.1)
        return [.number(told(replays), digits: 3), .number(medianDelay(replays), digits: 1)]
      }
      return [.text(detectors[row].name)] + cells
    }
    return Table(
      title: "Steps of generated noise by their size: share told, median delay",
      columns: ["detector"] + Self.sizes.flatMap { [$0.name, "delay"] }, rows: rows)
  }

  /// How much the median changes at the step, as a share.
  private func stepSize(_ series: LabeledSeries) -> Double {
    guard let place = series.changePoints.first, let before = median(Array(series.values[..<place])),
      let after = median(Array(series.values[place...]))
    else { return 0 }
    return abs(after / before - 1)
  }
}
