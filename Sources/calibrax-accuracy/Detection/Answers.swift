import CalibraxJSON

/// What one detector found in every series of a corpus.
struct Answers: Sendable {
  /// The detector's name.
  var name: String
  /// The change points, one list a series.
  var found: [[Int]]

  init(name: String, found: [[Int]]) {
    self.name = name
    self.found = found
  }

  /// Those of a detector.
  init(of detector: Detector, in corpus: [LabeledSeries]) async {
    self.init(name: detector.name, found: await concurrentMap(corpus) { detector.changePoints($0.values) })
  }

  /// Those that a corpus carries, of the detectors that every series has an answer of.
  static func recorded(in corpus: [LabeledSeries]) -> [Answers] {
    (corpus.first?.recorded.keys ?? []).compactMap { name in
      let found = corpus.compactMap { $0.recorded[name] }
      return found.count == corpus.count ? Answers(name: recordedName(name), found: found) : nil
    }
  }

  /// What a detector's answers from elsewhere are called.
  static func recordedName(_ name: String) -> String { name + " (recorded)" }
}
