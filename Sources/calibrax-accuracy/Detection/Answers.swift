import CalibraxJSON

/// What one detector found in every series of a corpus.
struct Answers: Sendable {
  /// The detector's name.
  var name: String
  /// The change points, one list a series.
  var found: [[Int]]

  /// Those that a corpus carries, of the detectors that every series has an answer of.
  static func recorded(in corpus: [LabeledSeries]) -> [Answers] {
    (corpus.first?.recorded.keys ?? []).compactMap { name in
      let found = corpus.compactMap { $0.recorded[name] }
      return found.count == corpus.count ? Answers(name: name + " (recorded)", found: found) : nil
    }
  }
}
